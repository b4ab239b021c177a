/** Certificates for scripted servers, one for each kind of key, made once in a process. */
import { Buffer } from "node:buffer";
import { constants, createHash, createPrivateKey, privateDecrypt, privateEncrypt } from "node:crypto";
import { concat } from "../../../src/bytes/mod.ts";
import { sharedSigningKey, type SigningKey, type SigningKeyKind } from "../../../src/crypto/signing_key.ts";
import { certificateAuthority, issue, type IssuedCertificate } from "../../../src/demo/certificates.ts";
import { ProtocolVersion, SignatureScheme } from "../../../src/registry/mod.ts";

export interface ServerCertificate {
  /** DER, leaf first. */
  readonly chain: readonly Uint8Array[];
  readonly key: SigningKey;
}

export const serverName = "server.example";

/** When all of these certificates are valid. */
export const validAt = new Date("2026-11-23T12:00:00Z");

const issued = new Map<SigningKeyKind, Promise<ServerCertificate>>();
let authority: Promise<IssuedCertificate> | null = null;

/** A leaf for `server.example` with a key of this kind, and the root that signed it. */
export function serverCertificate(kind: SigningKeyKind): Promise<ServerCertificate> {
  const known = issued.get(kind) ?? issueCertificate(kind);
  issued.set(kind, known);
  return known;
}

/** A certificate for the same name and another key of kind P-256. */
export async function impostor(): Promise<ServerCertificate> {
  const key = await sharedSigningKey("P-256", "impostor");
  const leaf = await issue(await scriptedAuthority(), { dnsNames: [serverName], key });
  return { chain: [leaf.der], key };
}

export async function scriptedAuthority(): Promise<IssuedCertificate> {
  authority ??= certificateAuthority({ subject: "Scripted Root", now: validAt });
  return await authority;
}

async function issueCertificate(kind: SigningKeyKind): Promise<ServerCertificate> {
  const key = await sharedSigningKey(kind);
  const root = await scriptedAuthority();
  const leaf = await issue(root, { dnsNames: [serverName], key });
  return { chain: [leaf.der, root.der], key };
}

interface Signing {
  readonly kinds: readonly SigningKeyKind[];
  readonly hash: "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";
  readonly pss: boolean;
}

const rsa = ["RSA-2048", "RSA-1024", "RSA-3072", "RSA-4096"] as const;
const ecdsa = ["P-256", "P-384", "P-521"] as const;

/** RFC 9846 §4.3.3; TLS 1.2 does not tie an ECDSA scheme to its curve. */
const signings: ReadonlyMap<number, Signing> = new Map([
  [SignatureScheme.ecdsa_secp256r1_sha256, { kinds: ecdsa, hash: "SHA-256", pss: false }],
  [SignatureScheme.ecdsa_secp384r1_sha384, { kinds: ecdsa, hash: "SHA-384", pss: false }],
  [SignatureScheme.ecdsa_secp521r1_sha512, { kinds: ecdsa, hash: "SHA-512", pss: false }],
  [SignatureScheme.ecdsa_sha1, { kinds: ecdsa, hash: "SHA-1", pss: false }],
  [SignatureScheme.ed25519, { kinds: ["Ed25519"], hash: "SHA-512", pss: false }],
  [SignatureScheme.rsa_pss_rsae_sha256, { kinds: rsa, hash: "SHA-256", pss: true }],
  [SignatureScheme.rsa_pss_rsae_sha384, { kinds: rsa, hash: "SHA-384", pss: true }],
  [SignatureScheme.rsa_pss_rsae_sha512, { kinds: rsa, hash: "SHA-512", pss: true }],
  [SignatureScheme.rsa_pss_pss_sha256, { kinds: ["RSA-PSS-2048"], hash: "SHA-256", pss: true }],
  [SignatureScheme.rsa_pss_pss_sha384, { kinds: ["RSA-PSS-2048"], hash: "SHA-384", pss: true }],
  [SignatureScheme.rsa_pss_pss_sha512, { kinds: ["RSA-PSS-2048"], hash: "SHA-512", pss: true }],
  [SignatureScheme.rsa_pkcs1_sha256, { kinds: rsa, hash: "SHA-256", pss: false }],
  [SignatureScheme.rsa_pkcs1_sha384, { kinds: rsa, hash: "SHA-384", pss: false }],
  [SignatureScheme.rsa_pkcs1_sha512, { kinds: rsa, hash: "SHA-512", pss: false }],
  [SignatureScheme.rsa_pkcs1_sha1, { kinds: rsa, hash: "SHA-1", pss: false }],
]);

/** The scheme that a key of this kind signs with in TLS 1.3 unless a script says otherwise. */
export function usualScheme(kind: SigningKeyKind): number {
  if (kind === "P-384") return SignatureScheme.ecdsa_secp384r1_sha384;
  if (kind === "P-521") return SignatureScheme.ecdsa_secp521r1_sha512;
  return [...signings].find(([, { kinds }]) => kinds.includes(kind))![0];
}

/** Signs with whatever hash and padding the scheme names, also where it does not fit the key's curve. */
export function signWith({ key }: ServerCertificate, scheme: number, data: Uint8Array): Promise<Uint8Array> {
  const signing = signings.get(scheme);
  if (!signing) throw new RangeError(`The scripted server does not sign with ${scheme}`);
  return key.sign(data, { hash: signing.hash, pss: signing.pss });
}

/** As before TLS 1.2: RFC 4346 §7.4.3 for RSA, RFC 4492 §5.4 for ECDSA. */
export function signLegacy({ key }: ServerCertificate, data: Uint8Array): Promise<Uint8Array> {
  if (!key.kind.startsWith("RSA")) return key.sign(data, { hash: "SHA-1" });
  const digests = ["md5", "sha1"].map((name) => createHash(name).update(data).digest());
  const padded = { key: nodeKey(key), padding: constants.RSA_PKCS1_PADDING };
  return Promise.resolve(privateEncrypt(padded, Buffer.from(concat(...digests))));
}

/** The premaster secret of a static RSA key exchange. */
export function decryptPremasterSecret({ key }: ServerCertificate, encrypted: Uint8Array): Uint8Array {
  return privateDecrypt({ key: nodeKey(key), padding: constants.RSA_PKCS1_PADDING }, encrypted);
}

/** Whether a signature belongs into a handshake of this version: older ones name no scheme. */
export function namesItsScheme(version: number): boolean {
  return version >= ProtocolVersion.TLS_1_2;
}

function nodeKey({ pkcs8 }: SigningKey) {
  return createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
}
