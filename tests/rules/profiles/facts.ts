/** Facts of a server, typed by hand: TLS 1.2 and 1.3 as Mozilla's intermediate profile has them. */
import {
  cipherSuites,
  protocolVersions,
  signatureSchemes,
  supportedGroups,
} from "../../../src/registry/mod.ts";
import { noFacts } from "../../../src/probes/mod.ts";
import type { CodePoint, Deep, DeepFacts } from "../../../src/report/mod.ts";

const found = (registry: typeof cipherSuites, name: string): CodePoint => {
  const entry = registry.entries.find((entry) => entry.name === name);
  if (entry === undefined) throw new Error(`There is no ${name}`);
  return registry.codePoint(entry.value);
};

export const version = (name: string) => found(protocolVersions, name);
export const suite = (name: string) => ({
  cipher_suite: found(cipherSuites, name),
  named_group: null,
  finite_field: null,
});
export const group = (name: string) => found(supportedGroups, name);
export const scheme = (name: string) => found(signatureSchemes, name);

export function versionsOf(accepted: readonly string[]): NonNullable<DeepFacts["protocol_versions"]> {
  const all = ["TLS 1.3", "TLS 1.2", "TLS 1.1", "TLS 1.0", "SSL 3.0", "SSL 2.0"];
  return {
    versions: all.map((name) => ({
      version: version(name),
      accepted: accepted.includes(name),
      refusal: null,
    })),
    ssl2_cipher_kinds: null,
    tolerance: [],
  };
}

export function suitesOf(
  byVersion: Readonly<Record<string, readonly string[]>>,
  preference: "server" | "client" = "client",
): NonNullable<DeepFacts["cipher_suites"]> {
  return {
    versions: Object.entries(byVersion).map(([name, suites]) => ({
      version: version(name),
      preference,
      suites: suites.map(suite),
      prioritizes_chacha20: null,
      complete: true,
    })),
  };
}

export const tls13 = ["TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256"];
export const tls12 = [
  "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
];

export function goodFacts(overrides: Partial<DeepFacts> = {}): DeepFacts {
  return {
    ...noFacts(),
    protocol_versions: versionsOf(["TLS 1.3", "TLS 1.2"]),
    cipher_suites: suitesOf({ "TLS 1.3": tls13, "TLS 1.2": tls12 }),
    named_groups: {
      versions: [{
        version: version("TLS 1.3"),
        preference: "server",
        groups: [group("X25519MLKEM768"), group("x25519"), group("secp256r1")],
        complete: true,
        not_offered: null,
      }],
      finite_fields: [],
    },
    signature_schemes: {
      versions: [{
        version: version("TLS 1.3"),
        preference: "unknown",
        schemes: [scheme("ecdsa_secp256r1_sha256")],
        complete: true,
        not_offered: null,
      }],
    },
    compression: { accepted: false, method: null },
    renegotiation: { secure: true, client_initiated: "refused", refusal: null },
    extensions: {
      extended_main_secret: true,
      encrypt_then_mac: null,
      record_size_limit: null,
      client_certificate: null,
    },
    hsts: {
      status: 200,
      repeated: false,
      problem: null,
      header: "max-age=63072000; includeSubDomains",
      valid: true,
      max_age_seconds: 63072000,
      include_subdomains: true,
      preload: false,
      preload_unmet: [],
    } as DeepFacts["hsts"],
    ...overrides,
  };
}

export function deepOf(facts: DeepFacts, probes: Deep["probes"] = []): Deep {
  return { probes, facts };
}
