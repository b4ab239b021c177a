import assert from "node:assert/strict";
import { concat, fromHex } from "../../../src/bytes/mod.ts";
import { AlertDescription, AlertLevel, ContentType, HandshakeType } from "../../../src/registry/mod.ts";
import {
  MAXIMUM_EMPTY_RECORDS,
  MAXIMUM_HANDSHAKE_MESSAGE,
  MAXIMUM_HELLO_REQUESTS,
  MAXIMUM_OCTETS_READ,
  MAXIMUM_POST_HANDSHAKE_MESSAGES,
  MAXIMUM_RECORDS,
  MAXIMUM_WARNING_ALERTS,
} from "../../../src/tls/limits.ts";
import { encodeHandshake } from "../../../src/tls/message/mod.ts";
import { type Session, SessionError } from "../../../src/tls/mod.ts";
import type { ServerConnection, ServerScript, Turn } from "../../support/scripted_server.ts";
import { serverCertificate } from "../../support/scripted_server/certificates.ts";
import {
  certificateAuthorities,
  encodeCertificate,
  encodeCertificateRequest,
  encodeEmpty,
  encodeNewSessionTicket,
  signatureAlgorithms,
} from "../../support/scripted_server/messages.ts";
import { connect, type Expected, refuse, shake, tls12 } from "../support.ts";

const flood = { code: "limit_exceeded", alert: "unexpected_message" } as const;
const tooMuch = { code: "limit_exceeded", alert: "internal_error" } as const;

const at = (turn: Turn, action: (server: ServerConnection) => Promise<void>): Partial<ServerScript> => ({
  changeCipherSpec: false,
  before: (now, server) => now === turn ? action(server) : undefined,
});

const times =
  (count: number, action: (server: ServerConnection) => Promise<void>) =>
  async (server: ServerConnection): Promise<void> => {
    for (let i = 0; i < count; i++) await action(server);
  };

const dummy = (server: ServerConnection) =>
  server.sendPlainRecord(ContentType.change_cipher_spec, fromHex("01"));
const emptyData = (server: ServerConnection) => server.send(ContentType.application_data, new Uint8Array());
const ticket = (server: ServerConnection) => server.sendHandshake(encodeNewSessionTicket());
const keyUpdate = (server: ServerConnection) => server.updateKeys(1);
const helloRequest = (server: ServerConnection) =>
  server.sendHandshake(encodeEmpty(HandshakeType.hello_request));
const warning = (server: ServerConnection) =>
  server.sendAlert(AlertDescription.unrecognized_name, AlertLevel.warning);

interface Flood {
  readonly what: string;
  readonly maximum: number;
  readonly script: (count: number) => Partial<ServerScript>;
  readonly expected: Expected;
}

const handshakeFloods: readonly Flood[] = [
  {
    what: "dummy ChangeCipherSpecs",
    maximum: MAXIMUM_EMPTY_RECORDS,
    script: (count) => at("EncryptedExtensions", times(count, dummy)),
    expected: { step: "server_hello", ...flood },
  },
  {
    what: "warning alerts",
    maximum: MAXIMUM_WARNING_ALERTS,
    script: (count) => ({ version: tls12, ...at("Certificate", times(count, warning)) }),
    expected: { step: "authentication", ...flood },
  },
  {
    what: "HelloRequests",
    maximum: MAXIMUM_HELLO_REQUESTS,
    script: (count) => ({ version: tls12, ...at("Certificate", times(count, helloRequest)) }),
    expected: { step: "authentication", ...flood },
  },
];

for (const { what, maximum, script, expected } of handshakeFloods) {
  Deno.test(`${maximum} ${what} are borne, and one more is too many`, async () => {
    await connect(script(maximum));
    await refuse(script(maximum + 1), expected);
  });
}

const sessionFloods: readonly (Omit<Flood, "expected"> & { readonly expected: Omit<Expected, "step"> })[] = [
  {
    what: "empty records of data",
    maximum: MAXIMUM_EMPTY_RECORDS,
    script: (count) => at("ApplicationData", times(count, emptyData)),
    expected: flood,
  },
  {
    what: "tickets",
    maximum: MAXIMUM_POST_HANDSHAKE_MESSAGES,
    script: (count) => at("ApplicationData", times(count, ticket)),
    expected: flood,
  },
  {
    what: "KeyUpdates",
    maximum: MAXIMUM_POST_HANDSHAKE_MESSAGES,
    script: (count) => at("ApplicationData", times(count, keyUpdate)),
    expected: flood,
  },
  {
    what: "HelloRequests after the handshake",
    maximum: MAXIMUM_POST_HANDSHAKE_MESSAGES,
    script: (count) => ({ version: tls12, ...at("ApplicationData", times(count, helloRequest)) }),
    expected: flood,
  },
];

for (const { what, maximum, script, expected } of sessionFloods) {
  Deno.test(`${maximum} ${what} are borne, and one more is too many`, async () => {
    assert.equal(await endOf(script(maximum)), null);
    const error = await endOf(script(maximum + 1));
    assert.equal(error!.failure.code, expected.code);
  });
}

/** What reading ends in: close_notify, or an error. */
async function endOf(script: Partial<ServerScript>): Promise<SessionError | null> {
  let error: SessionError | null = null;
  const use = async (session: Session) => {
    try {
      await session.closeWrite();
      while (await session.read() !== null);
    } catch (caught) {
      assert(caught instanceof SessionError);
      error = caught;
    }
  };
  const { server, log } = await shake(script, { use });
  assert.equal(log.failure, null);
  if (error !== null) {
    const { failure } = error as SessionError;
    assert.equal(failure.step, "secure_channel");
    assert(server.alerts.length >= 1);
  }
  return error;
}

Deno.test("data without end stops at the octets that one connection may bring", async () => {
  const chunk = new Uint8Array(2 ** 14);
  let read = 0;
  let error: unknown;
  await shake({
    application: async (server) => {
      for (let i = 0; i < MAXIMUM_OCTETS_READ / chunk.length + 2; i++) {
        await server.send(ContentType.application_data, chunk);
        await server.flush();
      }
    },
  }, {
    use: async (session) => {
      try {
        for (let octets = await session.read(); octets !== null; octets = await session.read()) {
          read += octets.length;
        }
      } catch (caught) {
        error = caught;
      }
    },
  });
  assert(error instanceof SessionError);
  assert.equal(error.failure.code, "limit_exceeded");
  assert(read <= MAXIMUM_OCTETS_READ);
});

Deno.test("a message in more fragments than there may be records is too much", async () => {
  const message = encodeHandshake(
    HandshakeType.certificate,
    (writer) => writer.opaque(new Uint8Array(MAXIMUM_RECORDS + 10)),
  );
  await refuse(
    { version: tls12, recordSize: 1, alter: (turn, m) => turn === "Certificate" ? message : m },
    { step: "authentication", ...tooMuch },
  );
});

Deno.test("a message that claims 16 MB is refused before it comes", async () => {
  const { log } = await refuse(
    at("Certificate", (server) => server.sendInner(fromHex("0bffffff 16"))),
    { step: "authentication", ...tooMuch },
  );
  assert(log.records.reduce((sum, { bytes }) => sum + bytes.length, 0) < 10_000);
});

Deno.test("a message of the greatest length that is read is read", async () => {
  const leaf = (await serverCertificate("P-256")).chain[0]!;
  const padding = MAXIMUM_HANDSHAKE_MESSAGE - encodeCertificate([{ certData: leaf }]).length - 5;
  await connect({
    alter: (turn, message) =>
      turn === "Certificate"
        ? encodeCertificate([{ certData: leaf }, { certData: new Uint8Array(padding) }])
        : message,
  });
});

Deno.test("a hundred certificates are read, and one more is too many", async () => {
  const leaf = (await serverCertificate("P-256")).chain[0]!;
  const chain = (count: number): Partial<ServerScript> => ({
    alter: (turn, message) =>
      turn === "Certificate"
        ? encodeCertificate(Array.from({ length: count }, () => ({ certData: leaf })))
        : message,
  });
  await connect(chain(100));
  await refuse(chain(101), { step: "authentication", ...tooMuch });
});

Deno.test("a CertificateRequest names no more authorities than are read", async () => {
  const names = (count: number): Partial<ServerScript> => ({
    certificateRequest: true,
    alter: (turn, message) =>
      turn === "CertificateRequest"
        ? encodeCertificateRequest(new Uint8Array(), [
          signatureAlgorithms([0x0403]),
          certificateAuthorities(Array.from({ length: count }, () => fromHex("3000"))),
        ])
        : message,
  });
  await connect(names(4096));
  await refuse(names(4097), { step: "authentication", ...tooMuch });
});

Deno.test("a record cut into octets costs no more than its octets", async () => {
  const certificate = concat(new Uint8Array(2 ** 14 - 100));
  const startedMs = performance.now();
  const { log } = await shake({
    alter: (turn, message) =>
      turn === "Certificate" ? encodeCertificate([{ certData: certificate }]) : message,
  }, { readSize: 1 });
  assert.equal(log.failure!.step, "authentication");
  assert(performance.now() - startedMs < 5000);
});
