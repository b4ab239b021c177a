/** The cipher suites as the engine knows them: everything about a suite is in its row. */
import type { AeadName, BlockCipherName, HashName } from "../crypto/mod.ts";
import { CipherSuite, cipherSuites } from "../registry/mod.ts";
import type { NonceConstruction } from "./record/mod.ts";

export interface Tls13Suite {
  readonly value: number;
  readonly aead: AeadName;
  readonly hash: HashName;
}

/** A suite of TLS 1.2 and older. */
export interface Tls12Suite {
  readonly value: number;
  /** `unsupported`: anonymous, static (EC)DH, PSK, EXPORT and the like. */
  readonly keyExchange: "ECDHE" | "DHE" | "RSA" | "unsupported";
  /** What signs or decrypts; `none`: the server shows no certificate at all. */
  readonly authentication: "RSA" | "ECDSA" | "DSS" | "none";
  readonly cipher: SuiteCipher;
  /** Of the PRF in TLS 1.2; older versions have their own. */
  readonly hash: HashName;
}

export type SuiteCipher =
  | { readonly kind: "aead"; readonly aead: AeadName; readonly nonce: NonceConstruction }
  | { readonly kind: "block"; readonly cipher: BlockCipherName; readonly mac: HashName }
  | { readonly kind: "unsupported" };

/** RFC 9846 appendix B.4. */
const tls13: readonly Tls13Suite[] = [
  { value: CipherSuite.TLS_AES_128_GCM_SHA256, aead: "AES-128-GCM", hash: "SHA-256" },
  { value: CipherSuite.TLS_AES_256_GCM_SHA384, aead: "AES-256-GCM", hash: "SHA-384" },
  { value: CipherSuite.TLS_CHACHA20_POLY1305_SHA256, aead: "CHACHA20-POLY1305", hash: "SHA-256" },
  { value: CipherSuite.TLS_AES_128_CCM_SHA256, aead: "AES-128-CCM", hash: "SHA-256" },
  { value: CipherSuite.TLS_AES_128_CCM_8_SHA256, aead: "AES-128-CCM-8", hash: "SHA-256" },
];

export const tls13Suites: ReadonlyMap<number, Tls13Suite> = new Map(
  tls13.map((suite) => [suite.value, suite]),
);

/** Whether IANA has it for TLS 1.3, completed here or not: RFC 9846 appendix B.4, and RFC 8998, 9150, 9367. */
export function isTls13Suite(value: number): boolean {
  const name = cipherSuites.entry(value)?.name;
  return name !== undefined && !isSignal(value) && (!name.includes("_WITH_") || name.includes("_MGM_"));
}

/** What a client says among its suites, and no server chooses: RFC 5746 §3.3, RFC 7507 §2. */
export function isSignal(value: number): boolean {
  return value === CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV || value === CipherSuite.TLS_FALLBACK_SCSV;
}

/** The suite of TLS 1.2 or older with this code point; `null` for what IANA does not know or is of TLS 1.3. */
export function tls12Suite(value: number): Tls12Suite | null {
  const entry = cipherSuites.entry(value);
  if (entry === null) return null;
  const known = read.get(value);
  if (known !== undefined) return known;
  const suite = readName(value, entry.name);
  read.set(value, suite);
  return suite;
}

/** Names that were taken apart before. */
const read = new Map<number, Tls12Suite | null>();

function readName(value: number, name: string): Tls12Suite | null {
  const [, parties, protection] = /^TLS_(.+)_WITH_(.+)$/.exec(name) ?? [];
  if (parties === undefined || protection === undefined || isTls13Suite(value)) return null;
  return { value, ...keyExchanges.get(parties) ?? unknownParties(parties), ...protectionOf(protection) };
}

/** What is in the suite's ServerKeyExchange, completed here or not; `null`: there is none, or it is something else. */
export function serverKeyExchangeOf(
  value: number,
): { readonly keyExchange: "ECDHE" | "DHE"; readonly isSigned: boolean } | null {
  const name = cipherSuites.entry(value)?.name ?? "";
  const [, curve, ephemeral, signer] = /^TLS_(EC)?DH(E)?_(RSA|DSS|ECDSA|anon)(?:_EXPORT)?_WITH_/.exec(name) ??
    [];
  const isSigned = signer !== "anon";
  // Static Diffie-Hellman has its parameters in the certificate.
  if (signer === undefined || isSigned !== (ephemeral !== undefined)) return null;
  return { keyExchange: curve === undefined ? "DHE" : "ECDHE", isSigned };
}

/** Whether the engine can take a handshake with this suite to its end. */
export function completes(value: number): boolean {
  if (tls13Suites.has(value)) return true;
  const suite = tls12Suite(value);
  return suite !== null && suite.keyExchange !== "unsupported" && suite.cipher.kind !== "unsupported";
}

type Parties = Pick<Tls12Suite, "keyExchange" | "authentication">;
type Strength = Pick<Tls12Suite, "cipher" | "hash">;

/** By the part of IANA's name before `_WITH_`: RFC 5246 appendix C, RFC 8422 §2. */
const keyExchanges: ReadonlyMap<string, Parties> = new Map([
  ["ECDHE_ECDSA", { keyExchange: "ECDHE", authentication: "ECDSA" }],
  ["ECDHE_RSA", { keyExchange: "ECDHE", authentication: "RSA" }],
  ["DHE_RSA", { keyExchange: "DHE", authentication: "RSA" }],
  ["DHE_DSS", { keyExchange: "DHE", authentication: "DSS" }],
  ["RSA", { keyExchange: "RSA", authentication: "RSA" }],
]);

function unknownParties(parties: string): Parties {
  return { keyExchange: "unsupported", authentication: /anon|PSK|SRP|KRB5/.test(parties) ? "none" : "RSA" };
}

const sha256 = { hash: "SHA-256" } as const;
const sha384 = { hash: "SHA-384" } as const;
const aead = (aead: AeadName, nonce: NonceConstruction = "explicit") => ({
  cipher: { kind: "aead", aead, nonce } as const,
});
const block = (cipher: BlockCipherName, mac: HashName) => ({
  cipher: { kind: "block", cipher, mac } as const,
});

/** By the part behind it: RFC 5288, 5289, 6655, 7251, 7905; RFC 5246 §5: SHA-256 unless a suite says otherwise. */
const protections: ReadonlyMap<string, Strength> = new Map<string, Strength>([
  ["AES_128_GCM_SHA256", { ...aead("AES-128-GCM"), ...sha256 }],
  ["AES_256_GCM_SHA384", { ...aead("AES-256-GCM"), ...sha384 }],
  ["CHACHA20_POLY1305_SHA256", { ...aead("CHACHA20-POLY1305", "xor"), ...sha256 }],
  ["AES_128_CCM", { ...aead("AES-128-CCM"), ...sha256 }],
  ["AES_256_CCM", { ...aead("AES-256-CCM"), ...sha256 }],
  ["AES_128_CCM_8", { ...aead("AES-128-CCM-8"), ...sha256 }],
  ["AES_256_CCM_8", { ...aead("AES-256-CCM-8"), ...sha256 }],
  ["AES_128_CBC_SHA", { ...block("AES-128-CBC", "SHA-1"), ...sha256 }],
  ["AES_256_CBC_SHA", { ...block("AES-256-CBC", "SHA-1"), ...sha256 }],
  ["AES_128_CBC_SHA256", { ...block("AES-128-CBC", "SHA-256"), ...sha256 }],
  ["AES_256_CBC_SHA256", { ...block("AES-256-CBC", "SHA-256"), ...sha256 }],
  ["AES_256_CBC_SHA384", { ...block("AES-256-CBC", "SHA-384"), ...sha384 }],
  ["3DES_EDE_CBC_SHA", { ...block("3DES-EDE-CBC", "SHA-1"), ...sha256 }],
]);

function protectionOf(name: string): Strength {
  return protections.get(name) ??
    { cipher: { kind: "unsupported" }, ...(name.endsWith("SHA384") ? sha384 : sha256) };
}
