/** Certificates with keys that nobody can use, or that cost more than they are worth. */
import assert from "node:assert/strict";
import { sharedSigningKey } from "../../src/crypto/signing_key.ts";
import { issue } from "../../src/demo/certificates.ts";
import { bitString, element, integer, nullValue, objectIdentifier, sequence } from "../../src/demo/der.ts";
import { CipherSuite, ProtocolVersion, SignatureScheme } from "../../src/registry/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import type { ServerScript, Turn } from "../support/scripted_server.ts";
import { encodeCertificateVerify, encodeServerKeyExchange } from "../support/scripted_server/messages.ts";
import { scriptedAuthority, serverName } from "../support/scripted_server/certificates.ts";
import { attack, scripted } from "./support.ts";

const RSA = "1.2.840.113549.1.1.1";
const EC = "1.2.840.10045.2.1";
const P256 = "1.2.840.10045.3.1.7";
const ED25519 = "1.3.101.112";

const ones = (octets: number) => new Uint8Array(octets).fill(0xff);
const rsa = (modulus: Uint8Array, exponent: Uint8Array) =>
  sequence(
    sequence(objectIdentifier(RSA), nullValue()),
    bitString(sequence(integer(unsigned(modulus)), integer(unsigned(exponent)))),
  );
const unsigned = (octets: Uint8Array) => octets[0]! < 0x80 ? octets : Uint8Array.of(0, ...octets);
const ec = (curve: string, point: Uint8Array) =>
  sequence(sequence(objectIdentifier(EC), objectIdentifier(curve)), bitString(point));

/** SEQUENCEs in each other, so many deep. */
function nested(depth: number): Uint8Array {
  let der: Uint8Array = nullValue();
  for (let i = 0; i < depth; i++) der = element(0x30, der);
  return der;
}

const f4 = Uint8Array.of(1, 0, 1);

const keys: readonly (readonly [what: string, spki: Uint8Array])[] = [
  ["an RSA modulus of 16384 bits", rsa(ones(2048), f4)],
  ["an RSA modulus of 65536 bits", rsa(ones(8192), f4)],
  ["an RSA exponent as long as its modulus", rsa(ones(256), ones(256))],
  ["an RSA exponent longer than its modulus", rsa(ones(256), ones(4096))],
  ["an RSA exponent of 1", rsa(ones(256), Uint8Array.of(1))],
  ["an RSA exponent of 0", rsa(ones(256), Uint8Array.of(0))],
  ["an even RSA modulus", rsa(ones(256).fill(0xfe, 255), f4)],
  ["an RSA modulus of 0", rsa(Uint8Array.of(0), f4)],
  ["an RSA modulus of 1", rsa(Uint8Array.of(1), f4)],
  ["a point off its curve", ec(P256, Uint8Array.of(4, ...new Uint8Array(64).fill(5)))],
  ["a point of zeros", ec(P256, Uint8Array.of(4, ...new Uint8Array(64)))],
  ["the point at infinity", ec(P256, Uint8Array.of(0))],
  ["no point", ec(P256, new Uint8Array())],
  ["a curve that nobody knows", ec("1.2.3.4.5", Uint8Array.of(4, ...new Uint8Array(64)))],
  [
    "an Ed25519 key of 31 octets",
    sequence(sequence(objectIdentifier(ED25519)), bitString(new Uint8Array(31))),
  ],
  ["an Ed25519 key of zeros", sequence(sequence(objectIdentifier(ED25519)), bitString(new Uint8Array(32)))],
  ["a key of a kind that nobody knows", sequence(sequence(objectIdentifier("1.2.3.4")), bitString(ones(40)))],
  ["SEQUENCEs a thousand deep in place of a key", nested(1000)],
  ["SEQUENCEs ten thousand deep in place of a key", nested(10_000)],
];

interface Proof {
  /** Claims a signature that fits the kind of key; `null`: the key is encrypted to. */
  readonly scheme: number | null;
  readonly script: Partial<ServerScript>;
}

/** Keys that somebody else may use, and keys that nobody can. */
const tooLarge = /65536 bits|exponent (as long|longer)/;
const invalid = /exponent of [01]|even RSA|modulus of [01]$|of 31 octets/;

const { TLS_1_2, TLS_1_3 } = ProtocolVersion;

/** What a server with a key of this kind would speak. */
function proofs(what: string): readonly Proof[] {
  if (what.includes("RSA")) {
    return [
      { scheme: SignatureScheme.rsa_pss_rsae_sha256, script: { version: TLS_1_3 } },
      {
        scheme: SignatureScheme.rsa_pkcs1_sha256,
        script: { version: TLS_1_2, cipherSuite: CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 },
      },
      {
        scheme: null,
        script: { version: TLS_1_2, cipherSuite: CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256 },
      },
    ];
  }
  const scheme = what.includes("Ed25519") ? SignatureScheme.ed25519 : SignatureScheme.ecdsa_secp256r1_sha256;
  return [{ scheme, script: { version: TLS_1_3 } }, { scheme, script: { version: TLS_1_2 } }];
}

for (const [what, spki] of keys) {
  Deno.test(`a certificate with ${what}`, async () => {
    const key = await sharedSigningKey("P-256");
    const leaf = await issue(await scriptedAuthority(), { dnsNames: [serverName], key, spki });
    const certificate = { chain: [leaf.der], key };
    for (const { scheme, script } of proofs(what)) {
      const { report } = await attack(scripted({
        certificate,
        alter: (turn, message) => scheme === null ? message : claim(turn, message, scheme),
        ...script,
      }));
      for (const { error } of report.steps) assert.notEqual(error?.code, "internal", error?.message);
      assert.notEqual(report.steps.find(({ id }) => id === "private_key")!.status, "pass");
      if (tooLarge.test(what)) assertUnusable(report, "us", "unsupported_certificate");
      if (invalid.test(what)) assertUnusable(report, "peer", "bad_certificate");
      assert.equal(report.steps.find(({ id }) => id === "server_hello")!.status, "pass");
    }
  });
}

/** Where a signature or a secret would have needed the key. */
function assertUnusable(report: Report, fault: string, alert: string): void {
  const failed = report.steps.find(({ id, status }) => status === "fail" && id !== "authentication")!;
  assert(failed.id === "private_key" || failed.id === "premaster_secret", failed.id);
  assert.deepEqual([failed.error!.fault, failed.error!.alert!.name], [fault, alert], failed.error!.message);
}

/** The same message with a signature of this scheme that nobody made. */
function claim(turn: Turn, message: Uint8Array, scheme: number): Uint8Array {
  const signature = new Uint8Array(256).fill(1);
  if (turn === "CertificateVerify") return encodeCertificateVerify(scheme, signature);
  // The parameters of ECDHE over P-256 are 69 octets long.
  if (turn === "ServerKeyExchange") {
    return encodeServerKeyExchange(message.subarray(4, 73), scheme, signature);
  }
  return message;
}
