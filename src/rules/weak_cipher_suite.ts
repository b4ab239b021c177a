/** The suite that was agreed on protects too little, or nothing: judged by what its name says is in it. */
import type { Finding } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

interface Weakness {
  readonly pattern: RegExp;
  readonly what: string;
  readonly references: readonly string[];
}

const weaknesses: readonly Weakness[] = [
  { pattern: /_NULL_/, what: "It encrypts nothing", references: ["RFC 9325 §4.1"] },
  { pattern: /_anon_/, what: "The server proves nothing about who it is", references: ["RFC 9325 §4.1"] },
  {
    pattern: /_EXPORT_|_DES40_|_40_/,
    what: "Its keys have 40 or 56 bits and can be tried out",
    references: ["RFC 9325 §4.1"],
  },
  { pattern: /_RC4_/, what: "RC4's keystream gives away what it encrypts", references: ["RFC 7465"] },
  {
    pattern: /_(DES|RC2|IDEA)_CBC/,
    what: "Its cipher has been broken or abandoned",
    references: ["RFC 5469", "RFC 9325 §4.1"],
  },
];

export function weakCipherSuite({ connection }: RuleInput): Finding[] {
  const name = connection?.cipher_suite.name;
  const weakness = weaknesses.find(({ pattern }) => name && pattern.test(name));
  if (!name || !weakness) return [];
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
