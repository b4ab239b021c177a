import assert from "node:assert/strict";
import {
  CipherSuite,
  ExtensionType,
  HandshakeType,
  NamedGroup,
  PskKeyExchangeMode,
} from "../../../src/registry/mod.ts";
import type { Offer } from "../../../src/tls/mod.ts";
import type { ServerScript, Turn } from "../../support/scripted_server.ts";
import {
  addExtensions,
  encodeCertificate,
  encodeCertificateRequest,
  encodeEmpty,
  noData,
  removeExtension,
  selectedPsk,
  serverShare,
  signatureAlgorithms,
} from "../../support/scripted_server/messages.ts";
import { knownServer } from "../resumption.ts";
import { type Expected, refuse, shake, tls12 } from "../support.ts";

const { psk_ke, psk_dhe_ke } = PskKeyExchangeMode;

const illegal: Expected = { step: "server_hello", code: "illegal_parameter", alert: "illegal_parameter" };
const unsolicited: Expected = { ...illegal, alert: "unsupported_extension" };
const unexpected: Expected = {
  step: "server_finished",
  code: "unexpected_message",
  alert: "unexpected_message",
};

function altering(
  altered: Turn,
  change: (message: Uint8Array) => Uint8Array | readonly Uint8Array[],
): Partial<ServerScript> {
  return { alter: (turn, message) => turn === altered ? change(message) : message };
}

/** The server has no PSK, and says that it takes one. */
const claims = (selected: number): Partial<ServerScript> => ({
  sessions: null,
  ...altering("ServerHello", (message) => addExtensions(message, selectedPsk(selected))),
});

const selects = (selected: number): Partial<ServerScript> =>
  altering(
    "ServerHello",
    (message) => addExtensions(removeExtension(message, ExtensionType.pre_shared_key), selectedPsk(selected)),
  );

interface Refusal {
  readonly what: string;
  readonly script: Partial<ServerScript>;
  readonly offer?: Partial<Offer>;
  readonly expected: Expected;
}

const refusals: readonly Refusal[] = [
  { what: "selects a PSK that was not offered", script: selects(1), expected: illegal },
  { what: "selects the last PSK there could be", script: selects(0xffff), expected: illegal },
  {
    what: "selects the PSK, and a suite with another hash",
    script: { ...claims(0), cipherSuite: CipherSuite.TLS_AES_256_GCM_SHA384 },
    expected: illegal,
  },
  {
    what: "leaves out the key_share that psk_dhe_ke requires",
    script: { pskKeyExchangeMode: psk_ke },
    expected: illegal,
  },
  {
    what: "has a key_share though psk_ke alone was offered",
    script: { pskKeyExchangeMode: psk_dhe_ke },
    offer: { pskKeyExchangeModes: [psk_ke] },
    expected: illegal,
  },
  {
    what: "has neither a PSK nor a key_share",
    script: {
      sessions: null,
      ...altering("ServerHello", (message) => removeExtension(message, ExtensionType.key_share)),
    },
    expected: { ...illegal, alert: "missing_extension" },
  },
  {
    what: "selects the PSK twice",
    script: altering("ServerHello", (message) => addExtensions(message, selectedPsk(0))),
    expected: illegal,
  },
  {
    what: "selects the PSK in a HelloRetryRequest",
    script: {
      group: NamedGroup.secp256r1,
      ...altering("HelloRetryRequest", (message) => addExtensions(message, selectedPsk(0))),
    },
    expected: illegal,
  },
  {
    what: "selects the PSK that the second ClientHello no longer has",
    script: {
      ...claims(0),
      group: NamedGroup.secp256r1,
      cipherSuite: CipherSuite.TLS_AES_256_GCM_SHA384,
    },
    expected: unsolicited,
  },
  {
    what: "selects the PSK in TLS 1.2",
    script: {
      ...claims(0),
      version: tls12,
      cipherSuite: CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    },
    expected: illegal,
  },
  {
    what: "shows a certificate all the same",
    script: altering("EncryptedExtensions", (message) => [message, encodeCertificate([])]),
    expected: unexpected,
  },
  {
    what: "RFC 9846 §4.4.2: asks for a client certificate",
    script: altering(
      "EncryptedExtensions",
      (message) => [message, encodeCertificateRequest(noData, [signatureAlgorithms([0x0403])])],
    ),
    expected: unexpected,
  },
  {
    what: "says EndOfEarlyData",
    script: altering(
      "EncryptedExtensions",
      (message) => [message, encodeEmpty(HandshakeType.end_of_early_data)],
    ),
    expected: unexpected,
  },
  {
    what: "has a Finished that is not of this handshake",
    script: altering("Finished", (message) => {
      message[message.length - 1]! ^= 1;
      return message;
    }),
    expected: { step: "server_finished", code: "bad_finished", alert: "decrypt_error" },
  },
  {
    what: "has a key_share of a group that was not asked for",
    script: altering(
      "ServerHello",
      (message) =>
        addExtensions(
          removeExtension(message, ExtensionType.key_share),
          serverShare(NamedGroup.secp384r1, new Uint8Array(97)),
        ),
    ),
    expected: illegal,
  },
];

for (const { what, script, offer, expected } of refusals) {
  Deno.test(`a server that resumes is refused when it ${what}`, async () => {
    const known = await knownServer({ cipherSuite: CipherSuite.TLS_AES_128_GCM_SHA256 });
    await refuse({ ...known.script, ...script }, expected, { offer: { ...offer, resume: known.resume } });
  });
}

Deno.test("a server that selects the PSK and does not know it has other keys than we", async () => {
  const { resume } = await knownServer();
  const { log } = await shake(claims(0), { offer: { resume } });
  assert.deepEqual([log.failure!.step, log.failure!.code], ["server_hello", "bad_record"]);
});

Deno.test("a server that selects a PSK is refused when none was offered", async () => {
  await refuse(claims(0), unsolicited);
});
