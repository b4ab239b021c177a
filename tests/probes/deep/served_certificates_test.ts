/** Certificates of servers that have several, or none for whom they do not know. */
import assert from "node:assert/strict";
import { Deadline } from "../../../src/net/mod.ts";
import { keyKinds } from "../../../src/probes/deep/key_kinds.ts";
import { servedCertificates } from "../../../src/probes/deep/served_certificates.ts";
import {
  AlertDescription,
  CipherSuite,
  NamedGroup,
  ProtocolVersion,
  protocolVersions,
  signatureAndHashAlgorithm,
} from "../../../src/registry/mod.ts";
import type { DeepFacts } from "../../../src/report/mod.ts";
import { find, serverName, signatureAlgorithms } from "../../../src/tls/extension/mod.ts";
import { handshake } from "../../../src/tls/mod.ts";
import type { ClientHello } from "../../../src/tls/message/mod.ts";
import { MemoryRuntime, type Peer } from "../../support/memory_runtime.ts";
import { silent, tlsServer } from "../../support/peers.ts";
import type { ServerScript } from "../../support/scripted_server.ts";
import { impostor, serverCertificate } from "../../support/scripted_server/certificates.ts";
import { encodeCertificate } from "../../support/scripted_server/messages.ts";
import { serverByHello } from "./choosing_server.ts";
import { groupsFound, noFacts, runOne, situation, versionsFound } from "./support.ts";

const { TLS_1_3, TLS_1_2, SSL_3_0 } = ProtocolVersion;

interface Asked {
  readonly version?: number;
  /** By version, as the probe before found them. */
  readonly schemes?: Readonly<Record<number, readonly number[]>>;
  readonly sni?: string | null;
  readonly milliseconds?: number;
}

/** After a check of its own, as a probe is. */
async function ask(
  peer: Peer,
  { version = TLS_1_3, schemes = {}, sni = "example.com", milliseconds = 5000 }: Asked = {},
) {
  const runtime = new MemoryRuntime({ peer });
  const offer = { ...situation().offer, serverName: sni };
  const found = { ...versionsFound(version), ...groupsFound([NamedGroup.x25519]), ...schemesFound(schemes) };
  const log = peer === silent ? situation().log : await check(runtime, offer);
  const { facts, probe } = await runOne(servedCertificates, runtime, { found, offer, log, milliseconds });
  assert.ok(probe.connections <= probe.allowance);
  return {
    ...facts,
    probe,
    keys: facts?.by_key.map(({ public_key: { algorithm, curve } }) => curve ?? algorithm),
  };
}

async function check(runtime: MemoryRuntime, offer: ReturnType<typeof situation>["offer"]) {
  using deadline = new Deadline(5000);
  const stream = await runtime.dial("192.0.2.7", 443, deadline);
  const { log } = await handshake(stream, offer, {
    monotonic: runtime.clock.monotonic,
    random: (length) => runtime.random(length),
  });
  stream.close();
  return log;
}

function schemesFound(
  schemes: Readonly<Record<number, readonly number[]>>,
): Pick<DeepFacts, "signature_schemes"> {
  const versions = Object.entries(schemes).map(([version, values]) => ({
    version: protocolVersions.codePoint(Number(version)),
    preference: "unknown" as const,
    schemes: values.map(signatureAndHashAlgorithm),
    complete: true,
    not_offered: null,
  }));
  return { signature_schemes: { versions } };
}

function nameOf({ extensions }: ClientHello): string | null {
  const [first] = find(extensions, serverName, "ClientHello") ?? [];
  return first ? new TextDecoder().decode(first.name) : null;
}

const offers = ({ extensions }: ClientHello, scheme: number) =>
  find(extensions, signatureAlgorithms, "ClientHello")!.includes(scheme);

const [rsa, ecdsa, edwards, other] = await Promise.all([
  serverCertificate("RSA-2048"),
  serverCertificate("P-256"),
  serverCertificate("Ed25519"),
  impostor(),
]);

const refuses: Partial<ServerScript> = {
  async before(turn, server) {
    if (turn !== "ServerHello") return;
    await server.sendAlert(AlertDescription.unrecognized_name);
    await server.close();
  },
};

Deno.test("TLS 1.3: a certificate for each kind of key, the check's own first", async () => {
  const peer = serverByHello((hello) => ({
    certificate: offers(hello, 0x0403) ? ecdsa : offers(hello, 0x0804) ? rsa : edwards,
  }));
  const { keys, by_key, probe } = await ask(peer, {
    schemes: { [TLS_1_3]: [0x0403, 0x0804, 0x0805, 0x0807] },
  });
  assert.deepEqual([keys, probe.status], [["P-256", "RSA", "Ed25519"], "completed"]);
  assert.deepEqual(by_key?.[0]?.dns_names, ["server.example"]);
});

Deno.test("TLS 1.2: by the kinds that TLS 1.3 has not shown", async () => {
  const peer = serverByHello((hello) => ({
    version: TLS_1_2,
    ...offers(hello, 0x0403) ? { certificate: ecdsa } : {
      certificate: rsa,
      cipherSuite: CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    },
  }));
  const { keys } = await ask(peer, {
    version: TLS_1_2,
    schemes: { [TLS_1_2]: [0x0403, 0x0503, 0x0401, 0x0804] },
  });
  assert.deepEqual(keys, ["P-256", "RSA"]);
});

Deno.test("kinds of key: one question for each that schemes can tell apart", () => {
  const kinds = (schemes: Readonly<Record<number, readonly number[]>>) =>
    keyKinds({ ...noFacts(), ...schemesFound(schemes) }).map(({ version, schemes }) => [version, ...schemes]);
  assert.deepEqual(
    kinds({ [TLS_1_3]: [0x0403, 0x0804, 0x0503, 0x0806, 0x0809], [TLS_1_2]: [0x0401, 0x0402, 0x0603] }),
    [
      [TLS_1_3, 0x0403],
      [TLS_1_3, 0x0804, 0x0806],
      [TLS_1_3, 0x0503],
      [TLS_1_3, 0x0809],
      [TLS_1_2, 0x0402],
    ],
  );
  assert.deepEqual(kinds({ [TLS_1_2]: [0x0403, 0x0603, 0x0401, 0x0804] }), [
    [TLS_1_2, 0x0403, 0x0603],
    [TLS_1_2, 0x0401, 0x0804],
  ]);
  assert.deepEqual(keyKinds(noFacts()), []);
});

Deno.test("no name and an unknown one: the same certificate, another one, or none", async () => {
  const names: (string | null)[] = [];
  const peer = serverByHello((hello) => {
    const name = nameOf(hello);
    names.push(name);
    if (name === null) return refuses;
    return { certificate: name === "example.com" ? ecdsa : other };
  });
  const { without_server_name, unknown_server_name } = await ask(peer);
  assert.equal(without_server_name?.outcome, "refused");
  assert.equal(without_server_name?.refusal?.alert?.name, "unrecognized_name");
  assert.equal(unknown_server_name?.outcome, "other");
  assert.deepEqual(unknown_server_name?.certificate?.public_key.curve, "P-256");
  assert.match(names.find((name) => name?.endsWith(".invalid"))!, /^[0-9a-f]{16}\.invalid$/);

  const same = await ask(tlsServer());
  assert.deepEqual([same.without_server_name?.outcome, same.unknown_server_name?.outcome], ["same", "same"]);
});

Deno.test("where the check sent no name, there is no question about that", async () => {
  const { without_server_name, unknown_server_name, probe } = await ask(tlsServer(), { sni: null });
  assert.deepEqual([without_server_name, unknown_server_name?.outcome, probe.connections], [null, "same", 1]);
});

Deno.test("a certificate that cannot be read is another one, and is not described", async () => {
  const peer = serverByHello((hello) =>
    nameOf(hello) === "example.com" ? {} : {
      alter: (turn, message) =>
        turn === "Certificate" ? encodeCertificate([{ certData: Uint8Array.of(0x30, 0x00) }]) : message,
    }
  );
  const { unknown_server_name } = await ask(peer);
  assert.deepEqual([unknown_server_name?.outcome, unknown_server_name?.certificate], ["other", null]);
});

Deno.test("a server that is silent, and one of SSL 3.0", async () => {
  const late = await ask(silent, { milliseconds: 100 });
  assert.deepEqual([late.unknown_server_name?.outcome, late.keys], ["no_answer", []]);
  assert.equal((await ask(silent, { version: SSL_3_0 })).probe.status, "not_applicable");
});
