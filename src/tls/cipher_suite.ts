/** The cipher suites that the engine completes; everything about a suite is in its row. */
import type { AeadName, HashName } from "../crypto/mod.ts";
import { CipherSuite } from "../registry/mod.ts";
import type { NonceConstruction } from "./record/mod.ts";

export interface Tls13Suite {
  readonly value: number;
  readonly aead: AeadName;
  readonly hash: HashName;
}

export interface Tls12Suite {
  readonly value: number;
  readonly keyExchange: "ECDHE";
  readonly authentication: "RSA" | "ECDSA";
  readonly aead: AeadName;
  readonly nonce: NonceConstruction;
  /** Of the PRF and the Finished messages. */
  readonly hash: HashName;
}

/** RFC 9846 appendix B.4. */
const tls13: readonly Tls13Suite[] = [
  { value: CipherSuite.TLS_AES_128_GCM_SHA256, aead: "AES-128-GCM", hash: "SHA-256" },
  { value: CipherSuite.TLS_AES_256_GCM_SHA384, aead: "AES-256-GCM", hash: "SHA-384" },
  { value: CipherSuite.TLS_CHACHA20_POLY1305_SHA256, aead: "CHACHA20-POLY1305", hash: "SHA-256" },
];

const aes128 = { aead: "AES-128-GCM", nonce: "explicit", hash: "SHA-256" } as const;
const aes256 = { aead: "AES-256-GCM", nonce: "explicit", hash: "SHA-384" } as const;
const chacha20 = { aead: "CHACHA20-POLY1305", nonce: "xor", hash: "SHA-256" } as const;
const ecdheRsa = { keyExchange: "ECDHE", authentication: "RSA" } as const;
const ecdheEcdsa = { keyExchange: "ECDHE", authentication: "ECDSA" } as const;

/** RFC 5289, RFC 7905. */
const tls12: readonly Tls12Suite[] = [
  { value: CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, ...ecdheEcdsa, ...aes128 },
  { value: CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, ...ecdheRsa, ...aes128 },
  { value: CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, ...ecdheEcdsa, ...aes256 },
  { value: CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, ...ecdheRsa, ...aes256 },
  { value: CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, ...ecdheEcdsa, ...chacha20 },
  { value: CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, ...ecdheRsa, ...chacha20 },
];

export const tls13Suites: ReadonlyMap<number, Tls13Suite> = new Map(
  tls13.map((suite) => [suite.value, suite]),
);
export const tls12Suites: ReadonlyMap<number, Tls12Suite> = new Map(
  tls12.map((suite) => [suite.value, suite]),
);
