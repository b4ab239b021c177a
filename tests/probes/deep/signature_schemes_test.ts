/** Signature schemes of servers that sign otherwise than they are asked to, or by what nobody here can verify. */
import assert from "node:assert/strict";
import { signatureSchemes } from "../../../src/probes/deep/signature_schemes.ts";
import {
  AlertDescription,
  CipherSuite,
  hashAlgorithms,
  NamedGroup,
  ProtocolVersion,
  SignatureScheme,
  signatureSchemes as registry,
} from "../../../src/registry/mod.ts";
import {
  find,
  keyShare,
  signatureAlgorithms,
  signatureAlgorithmsCert,
} from "../../../src/tls/extension/mod.ts";
import type { ClientHello } from "../../../src/tls/message/mod.ts";
import { MemoryRuntime, type Peer } from "../../support/memory_runtime.ts";
import { inTurn, silent, tlsServer } from "../../support/peers.ts";
import type { ServerScript } from "../../support/scripted_server.ts";
import {
  ecdheParams,
  encodeCertificateVerify,
  encodeServerKeyExchange,
} from "../../support/scripted_server/messages.ts";
import { serverByHello } from "./choosing_server.ts";
import { groupsFound, runOne, versionsFound } from "./support.ts";

const { TLS_1_3, TLS_1_2, TLS_1_1 } = ProtocolVersion;

async function ask(peer: Peer, version: number = TLS_1_3, milliseconds = 5000) {
  const runtime = new MemoryRuntime({ peer });
  const found = { ...versionsFound(version), ...groupsFound([NamedGroup.x25519]) };
  const { facts, probe } = await runOne(signatureSchemes, runtime, { found, milliseconds });
  assert.ok(probe.connections <= probe.allowance);
  return { probe, version: facts?.versions[0], names: facts?.versions[0]?.schemes.map(({ name }) => name) };
}

const offeredBy = ({ extensions }: ClientHello) => find(extensions, signatureAlgorithms, "ClientHello")!;

/** Signs by it, or says that it does: nobody asks whether the signature is one. */
function signsBy(scheme: number): Partial<ServerScript> {
  const signature = new Uint8Array(70);
  return {
    alter(turn, message) {
      if (turn === "CertificateVerify") return encodeCertificateVerify(scheme, signature);
      if (turn !== "ServerKeyExchange") return message;
      const params = ecdheParams(NamedGroup.secp256r1, new Uint8Array(65).fill(4));
      return encodeServerKeyExchange(params, scheme, signature);
    },
  };
}

const refuses: Partial<ServerScript> = {
  async before(turn, server) {
    if (turn !== "ServerHello") return;
    await server.sendAlert(AlertDescription.handshake_failure);
    await server.close();
  },
};

/** By its own order. */
const signer = (version: number, ...order: readonly number[]) =>
  serverByHello((hello) => {
    const scheme = order.find((each) => offeredBy(hello).includes(each));
    return { version, ...scheme === undefined ? refuses : signsBy(scheme) };
  });

Deno.test("schemes that nobody here verifies are known by their names", async () => {
  const { mldsa65, slhdsa_shake_256f, ed448, sm2sig_sm3 } = SignatureScheme;
  const { names, version } = await ask(signer(TLS_1_3, mldsa65, slhdsa_shake_256f, ed448, sm2sig_sm3));
  assert.deepEqual(names, ["mldsa65", "slhdsa_shake_256f", "ed448", "sm2sig_sm3"]);
  assert.deepEqual([version?.preference, version?.complete, version?.not_offered], ["server", true, null]);
});

Deno.test("TLS 1.2 has pairs of its own", async () => {
  const { names } = await ask(signer(TLS_1_2, 0x0101, 0x0302, 0x0840), TLS_1_2);
  assert.deepEqual(names, ["md5/rsa", "sha224/dsa", "Intrinsic/gostr34102012_256"]);
});

Deno.test("a server that signs by one scheme whatever is offered", async () => {
  for (const version of [TLS_1_3, TLS_1_2]) {
    const { names, version: found } = await ask(tlsServer({ version, ...signsBy(0x0201) }), version);
    assert.deepEqual([names, found?.not_offered?.name], [["rsa_pkcs1_sha1"], "rsa_pkcs1_sha1"]);
  }
});

Deno.test("a server that signs by all that is offered is left alone at last", async () => {
  for (const [version, most] of [[TLS_1_3, 16], [TLS_1_2, 24]] as const) {
    const peer = serverByHello((hello) => ({ version, ...signsBy(offeredBy(hello)[0]!) }));
    const { names, version: found } = await ask(peer, version);
    assert.deepEqual([names?.length, found?.complete, found?.preference], [most, false, "client"]);
  }
});

Deno.test("everything that IANA has is offered, one share is sent, and the chain may be signed by any", async () => {
  const seen: ClientHello[] = [];
  for (const version of [TLS_1_3, TLS_1_2]) {
    await ask(serverByHello((hello) => ({ version, ...seen.push(hello) && refuses })), version);
  }
  for (const hello of seen) {
    const cert = find(hello.extensions, signatureAlgorithmsCert, "ClientHello")!;
    for (const { value } of registry.entries) {
      assert.ok(offeredBy(hello).includes(value));
      assert.ok(cert.includes(value));
    }
  }
  const shares = find(seen[0]!.extensions, keyShare, "ClientHello")!.filter(({ keyExchange }) =>
    keyExchange.length > 1
  );
  assert.deepEqual(shares.map(({ group }) => group), [NamedGroup.x25519]);
  for (const { value } of hashAlgorithms.entries.filter(({ value }) => value > 0 && value < 8)) {
    for (const algorithm of [1, 2, 3]) assert.ok(offeredBy(seen[1]!).includes(value << 8 | algorithm));
  }
});

Deno.test("what was learnt before the server fell silent is kept", async () => {
  const { probe, names, version } = await ask(
    inTurn(tlsServer(signsBy(SignatureScheme.ed25519)), silent),
    TLS_1_3,
    300,
  );
  assert.deepEqual([probe.status, names, version?.complete], ["failed", ["ed25519"], false]);
});

Deno.test("no version in which there is a choice, and no exchange that is signed", async () => {
  assert.equal((await ask(silent, TLS_1_1)).probe.status, "not_applicable");
  const cipherSuite = CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;
  assert.deepEqual((await ask(tlsServer({ version: TLS_1_2, cipherSuite }), TLS_1_2)).names, []);
});
