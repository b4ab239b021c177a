import assert from "node:assert/strict";
import { concat, fromHex, Reader } from "../../../src/bytes/mod.ts";
import {
  CipherSuite,
  ExtensionType,
  isGrease,
  NamedGroup,
  ProtocolVersion,
} from "../../../src/registry/mod.ts";
import { readClientHello, readHandshake } from "../../../src/tls/message/mod.ts";
import type { Offer } from "../../../src/tls/mod.ts";
import type { ServerScript } from "../../support/scripted_server.ts";
import {
  addExtensions,
  changeServerHello,
  data,
  encodeEmpty,
  noData,
  removeExtension,
  selectedProtocol,
  selectedVersion,
  serverShare,
} from "../../support/scripted_server/messages.ts";
import { connect, type Expected, refuse, tls12 } from "../support.ts";

/** A ServerHello that is changed in this way. */
function serverHello(change: (message: Uint8Array) => Uint8Array): Partial<ServerScript> {
  return { alter: (turn, message) => turn === "ServerHello" ? change(message) : message };
}

const illegal: Expected = { step: "server_hello", code: "illegal_parameter", alert: "illegal_parameter" };
const unsolicited: Expected = { ...illegal, alert: "unsupported_extension" };

interface Refusal {
  readonly what: string;
  readonly script: Partial<ServerScript>;
  readonly expected: Expected;
  readonly offer?: Partial<Offer>;
}

const withVersion = (version: number) =>
  serverHello((message) =>
    addExtensions(removeExtension(message, ExtensionType.supported_versions), selectedVersion(version))
  );

const versionRefusals: readonly Refusal[] = [
  {
    what: "RFC 9846 §4.3.1: supported_versions that chooses TLS 1.2",
    script: withVersion(ProtocolVersion.TLS_1_2),
    expected: illegal,
  },
  {
    what: "RFC 9846 §4.3.1: supported_versions that chooses a version never offered",
    script: withVersion(0x0305),
    expected: { step: "server_hello", code: "unsupported_version", alert: "illegal_parameter" },
  },
  {
    what: "RFC 8701 §3.1: supported_versions that chooses a GREASE value",
    script: withVersion(0x1a1a),
    expected: { step: "server_hello", code: "unsupported_version", alert: "illegal_parameter" },
  },
  {
    what: "TLS 1.3 when it was not offered",
    script: { insists: true },
    offer: { versions: [ProtocolVersion.TLS_1_2] },
    expected: { step: "server_hello", code: "unsupported_version", alert: "illegal_parameter" },
  },
  {
    what: "TLS 1.2 when only TLS 1.3 was offered",
    script: { version: tls12, insists: true },
    offer: { versions: [ProtocolVersion.TLS_1_3] },
    expected: { step: "server_hello", code: "unsupported_version", alert: "protocol_version" },
  },
  {
    what: "TLS 1.0 when TLS 1.2 was the least that was offered",
    script: { version: ProtocolVersion.TLS_1_0, insists: true },
    offer: { versions: [ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2] },
    expected: { step: "server_hello", code: "unsupported_version", alert: "protocol_version" },
  },
  {
    what: "SSL 3.0",
    script: {
      version: tls12,
      ...serverHello((message) => changeServerHello(message, () => ({ legacyVersion: 0x0300 }))),
    },
    expected: { step: "server_hello", code: "unsupported_version", alert: "protocol_version" },
  },
  {
    what: "a legacy_version of TLS 1.3 without supported_versions",
    script: {
      version: tls12,
      ...serverHello((message) => changeServerHello(message, () => ({ legacyVersion: 0x0304 }))),
    },
    expected: { step: "server_hello", code: "unsupported_version", alert: "protocol_version" },
  },
];

const fieldRefusals: readonly Refusal[] = [
  {
    what: "a cipher suite that was not offered",
    script: { cipherSuite: CipherSuite.TLS_AES_128_CCM_SHA256 },
    expected: illegal,
  },
  {
    what: "a cipher suite that nobody knows",
    script: serverHello((message) => changeServerHello(message, () => ({ cipherSuite: 0xeeee }))),
    expected: illegal,
  },
  {
    what: "RFC 8701 §3.1: a GREASE cipher suite",
    script: serverHello((message) => changeServerHello(message, () => ({ cipherSuite: 0x0a0a }))),
    expected: illegal,
  },
  {
    what: "a suite of TLS 1.2 in TLS 1.3",
    script: serverHello((message) =>
      changeServerHello(message, () => ({ cipherSuite: CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 }))
    ),
    expected: illegal,
  },
  {
    what: "a suite of TLS 1.3 in TLS 1.2",
    script: {
      version: tls12,
      ...serverHello((message) =>
        changeServerHello(message, () => ({ cipherSuite: CipherSuite.TLS_AES_128_GCM_SHA256 }))
      ),
    },
    expected: illegal,
  },
  {
    what: "a suite with AEAD in TLS 1.1",
    script: {
      version: ProtocolVersion.TLS_1_1,
      ...serverHello((message) =>
        changeServerHello(message, () => ({ cipherSuite: CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 }))
      ),
    },
    expected: illegal,
  },
  {
    what: "a suite that the engine does not complete, which is not the server's fault",
    script: {
      version: tls12,
      ...serverHello((message) =>
        changeServerHello(message, () => ({ cipherSuite: CipherSuite.TLS_DH_anon_WITH_AES_128_GCM_SHA256 }))
      ),
    },
    offer: { cipherSuites: [CipherSuite.TLS_DH_anon_WITH_AES_128_GCM_SHA256] },
    expected: { step: "authentication", code: "unsupported_suite", fault: "us", alert: "handshake_failure" },
  },
  {
    what: "a compression method in TLS 1.3",
    script: serverHello((message) => changeServerHello(message, () => ({ compressionMethod: 1 }))),
    expected: illegal,
  },
  {
    what: "a compression method in TLS 1.2",
    script: {
      version: tls12,
      ...serverHello((message) => changeServerHello(message, () => ({ compressionMethod: 1 }))),
    },
    expected: illegal,
  },
  {
    what: "RFC 9846 §4.2.3: a session id that is not ours",
    script: serverHello((message) =>
      changeServerHello(message, () => ({ legacySessionIdEcho: new Uint8Array(32) }))
    ),
    expected: illegal,
  },
  {
    what: "RFC 9846 §4.2.3: no session id where ours was to be echoed",
    script: serverHello((message) => changeServerHello(message, () => ({ legacySessionIdEcho: noData }))),
    expected: illegal,
  },
  {
    what: "RFC 9846 §4.3.1: another legacy_version than TLS 1.2 in TLS 1.3",
    script: serverHello((message) => changeServerHello(message, () => ({ legacyVersion: 0x0301 }))),
    expected: illegal,
  },
];

const extensionRefusals: readonly Refusal[] = [
  {
    what: "an extension twice",
    script: serverHello((message) => addExtensions(message, selectedVersion(ProtocolVersion.TLS_1_3))),
    expected: illegal,
  },
  {
    what: "an unknown extension that was not offered",
    script: serverHello((message) => addExtensions(message, [0xeeee, noData])),
    expected: unsolicited,
  },
  {
    what: "a known extension that was not offered",
    script: serverHello((message) => addExtensions(message, [ExtensionType.early_data, noData])),
    expected: unsolicited,
  },
  {
    what: "RFC 9846 §4.3: a cookie, which is for HelloRetryRequest alone",
    script: serverHello((message) =>
      addExtensions(message, [ExtensionType.cookie, data((writer) => writer.vector(2, new Uint8Array(1)))])
    ),
    expected: unsolicited,
  },
  {
    what: "RFC 9846 §4.3: an ALPN protocol in the ServerHello of TLS 1.3",
    script: serverHello((message) => addExtensions(message, selectedProtocol("h2"))),
    expected: illegal,
  },
  {
    what: "an extension of TLS 1.2 in the ServerHello of TLS 1.3",
    script: serverHello((message) => addExtensions(message, [ExtensionType.extended_main_secret, noData])),
    expected: illegal,
  },
  {
    what: "a key_share in TLS 1.2",
    script: {
      version: tls12,
      ...serverHello((message) => addExtensions(message, serverShare(NamedGroup.x25519, new Uint8Array(32)))),
    },
    expected: illegal,
  },
  {
    what: "RFC 7627 §5.1: extended_main_secret that was not offered",
    script: {
      version: tls12,
      ...serverHello((message) => addExtensions(message, [ExtensionType.extended_main_secret, noData])),
    },
    offer: { extendedMainSecret: false },
    expected: unsolicited,
  },
  {
    what: "RFC 5746 §3.4: renegotiation_info that is not empty",
    script: {
      version: tls12,
      ...serverHello((message) =>
        addExtensions(removeExtension(message, ExtensionType.renegotiation_info), [
          ExtensionType.renegotiation_info,
          data((writer) => writer.vector(1, new Uint8Array(12))),
        ])
      ),
    },
    expected: illegal,
  },
  ...([
    ["a max_fragment_length", ExtensionType.max_fragment_length, Uint8Array.of(1)],
    // RFC 7250 §3: a raw public key
    ["a certificate type", ExtensionType.server_certificate_type, Uint8Array.of(2)],
  ] as const).map(([what, type, content]): Refusal => ({
    what: `${what} that nobody asked for, in TLS 1.2`,
    script: { version: tls12, ...serverHello((message) => addExtensions(message, [type, content])) },
    expected: unsolicited,
  })),
  {
    what: "RFC 9846 §4.3: no key_share, without a PSK",
    script: serverHello((message) => removeExtension(message, ExtensionType.key_share)),
    expected: { ...illegal, alert: "missing_extension" },
  },
  {
    what: "RFC 9846 §4.3: octets behind the content of an extension",
    script: serverHello((message) =>
      addExtensions(removeExtension(message, ExtensionType.supported_versions), [
        ExtensionType.supported_versions,
        fromHex("030400"),
      ])
    ),
    expected: { step: "server_hello", code: "malformed_message", alert: "decode_error" },
  },
];

for (
  const { what, script, expected, offer = {} } of [
    ...versionRefusals,
    ...fieldRefusals,
    ...extensionRefusals,
  ]
) {
  Deno.test(`the ServerHello is refused for ${what}`, async () => {
    await refuse(script, expected, { offer });
  });
}

Deno.test("RFC 8701 §3.1: a GREASE extension that the client offered is refused in the answer", async () => {
  await refuse({
    alter: (turn, message, server) => {
      if (turn !== "ServerHello") return message;
      const clientHello = readHandshake(new Reader(server.received[0]!.bytes), readClientHello);
      const [grease] = clientHello.extensions.filter(({ type }) => isGrease(type));
      return addExtensions(message, [grease!.type, noData]);
    },
  }, illegal);
});

Deno.test("RFC 9846 §5.1: a ServerHello with something behind it in its record spans a change of keys", async () => {
  await refuse(serverHello((message) => concat(message, new Uint8Array(1))), {
    step: "server_hello",
    code: "unexpected_message",
    alert: "unexpected_message",
  });
});

Deno.test("any other message in place of the ServerHello is unexpected", async () => {
  await refuse(serverHello(() => encodeEmpty(14)), {
    step: "server_hello",
    code: "unexpected_message",
    alert: "unexpected_message",
  });
});

Deno.test("RFC 9846 §4.2.3: both downgrade sentinels are recognised in any older version", async () => {
  for (const version of [ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_1, ProtocolVersion.TLS_1_0]) {
    for (const last of ["00", "01"]) {
      const random = concat(new Uint8Array(24).fill(7), fromHex(`444f574e475244${last}`));
      await refuse({ version, random }, {
        step: "server_hello",
        code: "downgrade_detected",
        alert: "illegal_parameter",
      });
    }
  }
});

Deno.test("RFC 9846 §4.2.3: a client of TLS 1.2 finds the sentinel of older versions alone", async () => {
  const offer = { versions: [ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_1, ProtocolVersion.TLS_1_0] };
  const sentinel = (last: string) => concat(new Uint8Array(24).fill(7), fromHex(`444f574e475244${last}`));
  await connect({ version: ProtocolVersion.TLS_1_2, random: sentinel("01") }, { offer });
  await refuse({ version: ProtocolVersion.TLS_1_1, random: sentinel("00") }, {
    step: "server_hello",
    code: "downgrade_detected",
    alert: "illegal_parameter",
  }, { offer });
});

Deno.test("a server that chose an older version without a sentinel is taken at its word", async () => {
  const { session } = await connect({ version: tls12 });
  assert.equal(session.protocolVersion, tls12);
});

Deno.test("the extensions of a ServerHello may come in any order", async () => {
  await connect(
    serverHello((message) =>
      changeServerHello(message, ({ extensions }) => ({ extensions: extensions!.toReversed() }))
    ),
  );
});
