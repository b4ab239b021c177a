/** Every field that a decoder can name has its sentence, wherever it stands. */
import assert from "node:assert/strict";
import { type Field, fromHex, Reader, Writer } from "../../src/bytes/mod.ts";
import {
  entryOfField,
  explainFields,
  explainInnerFields,
  explainRecordFields,
  type FieldNote,
  registryOf,
} from "../../src/explain/mod.ts";
import {
  AlertDescription,
  CipherSuite,
  ContentType,
  contentTypes,
  ExtensionType,
  handshakeTypes,
  ProtocolVersion,
} from "../../src/registry/mod.ts";
import { readExtensions } from "../../src/tls/extension/mod.ts";
import { innerFields, recordFields } from "../../src/tls/mod.ts";
import {
  encodeAlert,
  readAlert,
  readCertificate,
  readCertificateRequest,
  readCertificateVerify,
  readChangeCipherSpec,
  readClientHello,
  readEmptyBody,
  readEncryptedExtensions,
  readFinished,
  readHandshake,
  readNewSessionTicket,
  readServerHello,
} from "../../src/tls/message/mod.ts";
import { traces } from "../fixtures/rfc8448/trace.ts";
import { type Case, cases } from "../tls/extension/samples.ts";
import { samples } from "../tls/message/samples.ts";
import { connect } from "../tls/support.ts";

for (const { name, bytes, read } of samples) {
  Deno.test(`${name}: every field has a sentence`, () => void explained(handshake(bytes, read)));
}

for (const { type, message, hex } of cases) {
  Deno.test(`${type} in ${message}: every field has a sentence, and the extension says what it is for`, () => {
    const decoded = extension(message, type, hex);
    const whole = decoded.fields.findIndex(({ name }) => name === "extension");
    assert.doesNotMatch(
      explained(decoded)[whole]!.says,
      /^One extension/,
      `${type} is in the table of purposes`,
    );
  });
}

for (const trace of Object.values(traces)) {
  Deno.test(`RFC 8448 §${trace.section}: every field of every message has a sentence`, () => {
    // The first ClientHello as it was sent: one with a PSK gets its binders last.
    const [{ name }, ...others] = trace.messages("client") as [{ name: string; bytes: Uint8Array }];
    const sent = trace.bytes("client", "send handshake record", "payload");
    for (const message of [{ name, bytes: sent }, ...others, ...trace.messages("server")]) {
      explained(handshake(message.bytes, decoders[message.name]!));
    }
  });
}

Deno.test("an alert, a ChangeCipherSpec and data are explained too", () => {
  const alert = new Reader(encodeAlert(AlertDescription.handshake_failure));
  readAlert(alert);
  explained({ kind: content(ContentType.alert), fields: alert.fields });
  const spec = new Reader(new Uint8Array([1]));
  readChangeCipherSpec(spec);
  explained({ kind: content(ContentType.change_cipher_spec), fields: spec.fields });
  const data = new Reader(new Uint8Array(3));
  data.rest("content");
  explained({ kind: content(ContentType.application_data), fields: data.fields });
});

for (
  const [name, script] of [
    ["TLS 1.3", { paddingLength: 5, tickets: 1, certificateRequest: true, changeCipherSpec: true }],
    ["TLS 1.2 with GCM", { version: ProtocolVersion.TLS_1_2, certificateRequest: true }],
    ["TLS 1.2 with CBC", {
      version: ProtocolVersion.TLS_1_2,
      cipherSuite: CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
    }],
    ["TLS 1.0", { version: ProtocolVersion.TLS_1_0 }],
  ] as const
) {
  Deno.test(`${name}: every field of a whole handshake, and of every record of it, has a sentence`, async () => {
    const { log } = await connect(script);
    for (const { contentType, msgType, fields } of log.messages) {
      if (contentType === ContentType.handshake) {
        assert(fields.every(({ name }) => name !== "content"), `message ${msgType} is decoded`);
      }
      const msg_type = msgType === null ? null : handshakeTypes.codePoint(msgType);
      explained({ kind: { ...content(contentType), msg_type }, fields });
    }
    for (const { bytes, layout, content } of log.records) {
      const fields = recordFields(bytes, layout);
      complete(fields, explainRecordFields(asReported(fields)));
      if (content!.inner === null) continue;
      const inner = innerFields(content!.inner, content!.length, layout);
      complete(inner, explainInnerFields(asReported(inner)));
    }
  });
}

Deno.test("a field within an extension is explained as that extension's", () => {
  const note = (name: string, ...[message, type, hex]: Parameters<typeof extension>) => {
    const decoded = extension(message, type, hex);
    return explained(decoded)[decoded.fields.findIndex((field) => field.name === name)]!;
  };
  assert.equal(note("ticket", "ClientHello", "session_ticket", "0102").reference, "RFC 5077 §3.2");
  assert.equal(note("cookie", "ClientHello", "cookie", "0001 07").reference, "RFC 9846 §4.3.2");
  assert.equal(note("host_name", "ClientHello", "server_name", "0004 00 0001 61").reading, "text");
});

Deno.test("what nobody named is explained by nobody, also when every object has it", () => {
  const fields = ["constructor", "__proto__", "nothing"].map((name) => ({
    name,
    offset: 0,
    length: 1,
    depth: 0,
  }));
  assert.deepEqual(explainFields(content(ContentType.handshake), fields), [null, null, null]);
  assert.equal(registryOf("constructor"), null);
  assert.equal(entryOfField("toString", 1), null);
});

interface Decoded {
  readonly kind: Parameters<typeof explainFields>[0];
  readonly fields: readonly Field[];
}

function handshake(bytes: Uint8Array, read: (reader: Reader) => unknown): Decoded {
  const reader = new Reader(bytes);
  readHandshake(reader, read);
  return {
    kind: { ...content(ContentType.handshake), msg_type: handshakeTypes.codePoint(bytes[0]!) },
    fields: reader.fields,
  };
}

/** A block with this extension alone. */
function extension(message: Case["message"], type: Case["type"], hex: string): Decoded {
  const write = (writer: Writer) => writer.uint16(ExtensionType[type]).vector(2, fromHex(hex));
  const reader = new Reader(new Writer().scope(2, write).bytes());
  readExtensions(reader, message);
  return { kind: content(ContentType.handshake), fields: reader.fields };
}

function content(type: number) {
  return { content_type: contentTypes.codePoint(type), msg_type: null };
}

function explained({ kind, fields }: Decoded): FieldNote[] {
  return complete(fields, explainFields(kind, asReported(fields)));
}

function asReported(fields: readonly Field[]) {
  return fields.map(({ codePoint, ...field }) => ({ ...field, ...(codePoint && { code_point: codePoint }) }));
}

/** Every field has a sentence and a section; a code point is in the registry that its field names. */
function complete(fields: readonly Field[], notes: readonly (FieldNote | null)[]): FieldNote[] {
  return fields.map(({ name, codePoint, length }, index) => {
    const note = notes[index];
    assert.ok(
      note,
      `"${name}" has no sentence: add one to the table of its message or extension in src/explain/fields/`,
    );
    assert.match(note.says, /^[A-Z0-9].*\.$/);
    assert.match(note.reference, /^RFC \d{4,5}( §\d+(\.\d+)*)?$/);
    if (codePoint) {
      const registry = registryOf(name);
      assert.ok(registry, `"${name}" holds a code point: add its registry to src/explain/code_points.ts`);
      assert.equal(registry.entry(codePoint.value)?.name ?? codePoint.name, codePoint.name);
    }
    if (note.reading === "number") assert(length <= 4, `"${name}" reads as a number`);
    return note;
  });
}

const decoders: Readonly<Record<string, (reader: Reader) => unknown>> = {
  ClientHello: readClientHello,
  ServerHello: readServerHello,
  EncryptedExtensions: readEncryptedExtensions,
  CertificateRequest: readCertificateRequest,
  Certificate: readCertificate,
  CertificateVerify: readCertificateVerify,
  Finished: readFinished(32),
  EndOfEarlyData: readEmptyBody,
  NewSessionTicket: readNewSessionTicket,
};
