/** Servers that speak the protocol well and break its rules: whole checks, and what the server is told. */
import assert from "node:assert/strict";
import { concat, fromHex } from "../../src/bytes/mod.ts";
import {
  alerts,
  CipherSuite,
  ContentType,
  ExtensionType,
  NamedGroup,
  ProtocolVersion,
} from "../../src/registry/mod.ts";
import type { StepError, StepId } from "../../src/report/mod.ts";
import {
  type Altered,
  type ServerScript,
  type ServerSummary,
  serveScript,
  type Turn,
} from "../support/scripted_server.ts";
import { offCurvePoint } from "../support/scripted_server/key_agreement.ts";
import {
  addExtensions,
  changeServerHello,
  noData,
  removeExtension,
  selectedVersion,
  serverShare,
} from "../support/scripted_server/messages.ts";
import { attack } from "./support.ts";

const { TLS_1_0, TLS_1_2, TLS_1_3 } = ProtocolVersion;

const change = (turn: Turn, altered: (message: Uint8Array) => Altered) => ({
  alter: (now: Turn, message: Uint8Array) => now === turn ? altered(message) : message,
});
const flipLast = (message: Uint8Array) => {
  const flipped = message.slice();
  flipped[flipped.length - 1]! ^= 1;
  return flipped;
};
const share = (group: number, octets: Uint8Array) =>
  change(
    "ServerHello",
    (m) => addExtensions(removeExtension(m, ExtensionType.key_share), serverShare(group, octets)),
  );
const sentinel = concat(new Uint8Array(24).fill(7), fromHex("444f574e47524401"));

interface Lie {
  readonly what: string;
  readonly versions: readonly number[];
  readonly script: Partial<ServerScript>;
  readonly step: StepId;
  readonly code: StepError["code"];
  readonly alert: string;
}

const inHello = { versions: [TLS_1_3], step: "server_hello", code: "illegal_parameter" } as const;
const badShare = {
  versions: [TLS_1_3],
  step: "premaster_secret",
  code: "bad_key_share",
  alert: "illegal_parameter",
} as const;

const lies: readonly Lie[] = [
  {
    what: "a wrong Finished",
    versions: [TLS_1_3, TLS_1_2],
    script: change("Finished", flipLast),
    step: "server_finished",
    code: "bad_finished",
    alert: "decrypt_error",
  },
  {
    what: "a wrong signature",
    versions: [TLS_1_3],
    script: change("CertificateVerify", flipLast),
    step: "private_key",
    code: "bad_signature",
    alert: "decrypt_error",
  },
  {
    what: "a wrong signature",
    versions: [TLS_1_2],
    script: change("ServerKeyExchange", flipLast),
    step: "private_key",
    code: "bad_signature",
    alert: "decrypt_error",
  },
  {
    ...{ what: "a key share of a group that none was asked for", ...inHello, alert: "illegal_parameter" },
    script: share(NamedGroup.secp384r1, new Uint8Array(97).fill(4)),
  },
  { what: "a key share of zeros", script: share(NamedGroup.x25519, new Uint8Array(32)), ...badShare },
  {
    what: "a key share off its curve",
    script: {
      group: NamedGroup.secp256r1,
      ...share(NamedGroup.secp256r1, offCurvePoint(NamedGroup.secp256r1)),
    },
    ...badShare,
  },
  {
    what: "a version that was never offered",
    script: change(
      "ServerHello",
      (m) => addExtensions(removeExtension(m, ExtensionType.supported_versions), selectedVersion(0x0305)),
    ),
    ...inHello,
    code: "unsupported_version",
    alert: "illegal_parameter",
  },
  {
    what: "a suite that was never offered",
    script: { cipherSuite: CipherSuite.TLS_AES_128_CCM_SHA256 },
    ...{ ...inHello, alert: "illegal_parameter" },
  },
  {
    what: "a compression method",
    script: change("ServerHello", (m) => changeServerHello(m, () => ({ compressionMethod: 1 }))),
    ...{ ...inHello, versions: [TLS_1_3, TLS_1_2], alert: "illegal_parameter" },
  },
  {
    what: "an extension twice",
    script: change("ServerHello", (m) => addExtensions(m, selectedVersion(TLS_1_3))),
    ...{ ...inHello, alert: "illegal_parameter" },
  },
  {
    what: "an extension that nobody asked for",
    script: change("ServerHello", (m) => addExtensions(m, [0xeeee, noData])),
    ...{ ...inHello, versions: [TLS_1_3, TLS_1_2], alert: "unsupported_extension" },
  },
  {
    what: "an older version and the word that it has TLS 1.3",
    script: { random: sentinel },
    ...{ ...inHello, versions: [TLS_1_2, TLS_1_0], code: "downgrade_detected", alert: "illegal_parameter" },
  },
  {
    what: "application data in the middle of its flight",
    script: {
      after: (turn, server) =>
        turn === "Certificate" ? server.send(ContentType.application_data, Uint8Array.of(1)) : undefined,
    },
    versions: [TLS_1_3, TLS_1_2],
    step: "private_key",
    code: "unexpected_message",
    alert: "unexpected_message",
  },
  {
    what: "a message in the clear after encryption began",
    script: {
      before: (turn, server) =>
        turn === "Certificate"
          ? server.sendPlainRecord(ContentType.handshake, fromHex("08000002 0000"))
          : undefined,
    },
    versions: [TLS_1_3],
    step: "authentication",
    code: "unexpected_message",
    alert: "unexpected_message",
  },
];

for (const { what, versions, script, step, code, alert } of lies) {
  for (const version of versions) {
    Deno.test(`a server of version 0x0${version.toString(16)} with ${what}`, async () => {
      const told: ServerSummary[] = [];
      const { report, connections } = await attack(async (stream) => {
        told.push(await serveScript(stream, { version, ...script }));
      });
      // The certificate's own fault, a root that nobody trusts, is beside the point.
      const failed = report.steps.filter(({ error }) => error !== null && error.code !== "chain_invalid");
      assert.deepEqual(failed.map(({ id, error }) => [id, error!.code, error!.fault, error!.alert?.name]), [
        [step, code, "peer", alert],
      ]);
      assert.equal(report.verdict, "fail");
      assert.equal(connections, 1, "what is wrong is not asked for again");
      const described = told[0]!.alerts.map(({ description }) => alerts.codePoint(description).name);
      assert.deepEqual(described, [alert]);
    });
  }
}

Deno.test("a server that takes an older version without that word is believed", async () => {
  const { report } = await attack((stream) => serveScript(stream, { version: TLS_1_2 }));
  assert.equal(report.connection?.protocol_version.name, "TLS 1.2");
  assert.equal(report.steps.at(-1)!.status, "pass");
});
