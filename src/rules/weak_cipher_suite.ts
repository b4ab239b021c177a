/** The suite that was agreed on protects too little, or nothing: judged by what its name says is in it. */
import type { Finding } from "../report/mod.ts";
import { isSuite, type SuiteKind } from "./deep/suite_kinds.ts";
import type { RuleInput } from "./rule.ts";

interface Weakness {
  readonly kind: SuiteKind;
  /** What such suites are called together. */
  readonly group: string;
  readonly what: string;
  readonly references: readonly string[];
}

export const weaknesses: readonly Weakness[] = [
  { kind: "unencrypted", group: "NULL", what: "It encrypts nothing", references: ["RFC 9325 §4.1"] },
  {
    kind: "anonymous",
    group: "Anonymous",
    what: "The server proves nothing about who it is",
    references: ["RFC 9325 §4.1"],
  },
  {
    kind: "export",
    group: "EXPORT",
    what: "Its keys have 40 or 56 bits and can be tried out",
    references: ["RFC 9325 §4.1"],
  },
  {
    kind: "rc4",
    group: "RC4",
    what: "RC4's keystream gives away what it encrypts",
    references: ["RFC 7465"],
  },
  {
    kind: "abandoned",
    group: "DES, RC2 and IDEA",
    what: "Its cipher has been broken or abandoned",
    references: ["RFC 5469", "RFC 9325 §4.1"],
  },
];

export function weaknessOf(name: string | null): Weakness | undefined {
  return weaknesses.find(({ kind }) => isSuite(kind, name));
}

export function weakCipherSuite({ connection }: RuleInput): Finding[] {
  const name = connection?.cipher_suite.name ?? null;
  const weakness = weaknessOf(name);
  if (weakness === undefined) return [];
  return [{
    id: "cipher_suite.weak",
    severity: "high",
    title: "Weak cipher suite",
    detail: `The server chose ${name}. ${weakness.what}`,
    remedy:
      "Turn it off, and turn on a modern one, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, or TLS 1.3",
    evidence: ["server_hello"],
    references: [...weakness.references],
  }];
}
