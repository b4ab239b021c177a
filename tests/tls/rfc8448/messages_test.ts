import assert from "node:assert/strict";
import { DecodeError, Reader, toHex } from "../../../src/bytes/mod.ts";
import { signatureScheme, spkiOf } from "../../../src/crypto/mod.ts";
import { ExtensionType, HandshakeType, NamedGroup, SignatureScheme } from "../../../src/registry/mod.ts";
import { Transcript } from "../../../src/tls/engine/transcript.ts";
import { earlyData, find, keyShare, preSharedKey, recordSizeLimit } from "../../../src/tls/extension/mod.ts";
import {
  readCertificate,
  readCertificateRequest,
  readCertificateVerify,
  readClientHello,
  readEmptyBody,
  readEncryptedExtensions,
  readFinished,
  readHandshake,
  readNewSessionTicket,
  readServerHello,
  serverSignedContent,
} from "../../../src/tls/message/mod.ts";
import { type Trace, traces } from "../../fixtures/rfc8448/trace.ts";

const decoders: { readonly [name: string]: readonly [number, (reader: Reader) => unknown] } = {
  ClientHello: [HandshakeType.client_hello, readClientHello],
  ServerHello: [HandshakeType.server_hello, readServerHello],
  EncryptedExtensions: [HandshakeType.encrypted_extensions, readEncryptedExtensions],
  CertificateRequest: [HandshakeType.certificate_request, readCertificateRequest],
  Certificate: [HandshakeType.certificate, readCertificate],
  CertificateVerify: [HandshakeType.certificate_verify, readCertificateVerify],
  Finished: [HandshakeType.finished, readFinished(32)],
  EndOfEarlyData: [HandshakeType.end_of_early_data, readEmptyBody],
  NewSessionTicket: [HandshakeType.new_session_ticket, readNewSessionTicket],
};

for (const trace of Object.values(traces)) {
  Deno.test(`RFC 8448 §${trace.section}: every message decodes whole, and none of its prefixes does`, () => {
    for (const { name, bytes } of messages(trace)) {
      const [msgType, read] = decoders[name]!;
      assert.equal(bytes[0], msgType);
      const reader = new Reader(bytes);
      readHandshake(reader, read);
      assert.equal(reader.remaining, 0, name);
      for (let length = 0; length < bytes.length; length++) {
        assert.throws(() => readHandshake(new Reader(bytes.subarray(0, length)), read), DecodeError, name);
      }
    }
  });
}

Deno.test("RFC 8448 §4: the ClientHello that resumes shows its PSK, its binder and its early data", () => {
  const { bytes } = messages(traces.resumed0Rtt)[0]!;
  const { extensions } = readHandshake(new Reader(bytes), readClientHello);
  assert.equal(extensions.at(-1)!.type, ExtensionType.pre_shared_key);
  const offered = find(extensions, preSharedKey, "ClientHello")!;
  const { ticket } = readMessage(traces.simple1Rtt, "server", "NewSessionTicket", readNewSessionTicket);
  assert.deepEqual(offered.identities.map(({ identity }) => toHex(identity)), [toHex(ticket)]);
  assert.deepEqual(offered.binders.map(toHex), [
    toHex(traces.resumed0Rtt.bytes("client", "calculate PSK binder", "finished")),
  ]);
  assert.equal(find(extensions, earlyData, "ClientHello"), true);

  const serverHello = readMessage(traces.resumed0Rtt, "server", "ServerHello", readServerHello);
  assert.equal(find(serverHello.extensions, preSharedKey, "ServerHello"), 0);
  const encrypted = readMessage(traces.resumed0Rtt, "server", "EncryptedExtensions", readEncryptedExtensions);
  assert.equal(find(encrypted.extensions, earlyData, "EncryptedExtensions"), true);
});

Deno.test("RFC 8448 §3: the ticket lives half a minute and allows a kilobyte of early data", () => {
  const ticket = readMessage(traces.simple1Rtt, "server", "NewSessionTicket", readNewSessionTicket);
  assert.equal(ticket.ticketLifetime, 30);
  assert.equal(find(ticket.extensions, earlyData, "NewSessionTicket"), 1024);
});

Deno.test("RFC 8448 §5: a HelloRetryRequest is told from a ServerHello by its random", () => {
  const [retry, hello] = traces.helloRetryRequest.messages("server").slice(0, 2)
    .map(({ bytes }) => readHandshake(new Reader(bytes), readServerHello));
  assert(retry!.isHelloRetryRequest && !hello!.isHelloRetryRequest);
  assert.equal(find(retry!.extensions, keyShare, "HelloRetryRequest"), NamedGroup.secp256r1);
  assert.equal(find(hello!.extensions, keyShare, "ServerHello")!.keyExchange.length, 65);
});

Deno.test("RFC 8448 §6: the CertificateRequest says which signatures would do", () => {
  const request = readMessage(
    traces.clientAuthentication,
    "server",
    "CertificateRequest",
    readCertificateRequest,
  );
  assert.equal(request.certificateRequestContext.length, 0);
  assert.equal(request.signatureSchemes.length, 15);
  assert.equal(request.signatureSchemes[0], SignatureScheme.ecdsa_secp256r1_sha256);
  const encrypted = readMessage(
    traces.clientAuthentication,
    "server",
    "EncryptedExtensions",
    readEncryptedExtensions,
  );
  assert.equal(find(encrypted.extensions, recordSizeLimit, "EncryptedExtensions"), 0x4001);
});

Deno.test("RFC 8448 §3, §5, §6, §7: the server's signature over the transcript is verified", async () => {
  const { simple1Rtt, helloRetryRequest, clientAuthentication, compatibilityMode } = traces;
  for (const trace of [simple1Rtt, helloRetryRequest, clientAuthentication, compatibilityMode]) {
    const { certificateList: [leaf] } = readMessage(trace, "server", "Certificate", readCertificate);
    const { algorithm, signature } = readMessage(trace, "server", "CertificateVerify", readCertificateVerify);
    const content = serverSignedContent(await throughCertificate(trace));
    assert(await signatureScheme(algorithm)!.verify(spkiOf(leaf!.certData), signature, content), trace.title);
    content[content.length - 1]! ^= 1;
    assert(!await signatureScheme(algorithm)!.verify(spkiOf(leaf!.certData), signature, content));
  }
});

/** Both sides' messages; a ClientHello with a PSK as it was sent, with its binders. */
function messages(trace: Trace) {
  const [first, ...others] = trace.messages("client");
  const sent = trace.bytes("client", "send handshake record", "payload");
  return [{ name: first!.name, bytes: sent }, ...others, ...trace.messages("server")];
}

function readMessage<T>(
  trace: Trace,
  actor: "client" | "server",
  name: string,
  read: (reader: Reader) => T,
): T {
  const { bytes } = trace.messages(actor).find((message) => message.name === name)!;
  return readHandshake(new Reader(bytes), read);
}

async function throughCertificate(trace: Trace): Promise<Uint8Array> {
  const transcript = new Transcript();
  const server = trace.messages("server");
  const client = trace.messages("client").filter(({ name }) => name === "ClientHello");
  transcript.add(client[0]!.bytes);
  if (client.length > 1) {
    await transcript.foldClientHello("SHA-256");
    transcript.add(server.shift()!.bytes).add(client[1]!.bytes);
  }
  for (const { name, bytes } of server) {
    if (name === "CertificateVerify") break;
    transcript.add(bytes);
  }
  return transcript.hash("SHA-256");
}
