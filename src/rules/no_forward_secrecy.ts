/** Static RSA: whoever gets the certificate's key later can read what was recorded before. */
import type { Finding } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

export function noForwardSecrecy({ connection }: RuleInput): Finding[] {
  const name = connection?.cipher_suite.name;
  if (!name?.startsWith("TLS_RSA_WITH_")) return [];
  return [{
    id: "key_exchange.no_forward_secrecy",
    severity: "low",
    title: "No forward secrecy",
    detail:
      `With ${name} the secret travels encrypted to the certificate's key, which opens every recorded connection; ` +
      "rustls, and Go since 1.22 unless it is told to, offer no such suite, and what is built on them cannot connect",
    remedy: "Prefer suites with ECDHE, or turn on TLS 1.3",
    evidence: ["premaster_secret"],
    references: ["RFC 9325 §4.1", "RFC 10015"],
  }];
}
