/** Suites that protect too little, or nothing, accepted by whoever offers them. */
import type { Finding } from "../../report/mod.ts";
import { weaknesses, weaknessOf } from "../weak_cipher_suite.ts";
import { acceptedSuites, list, named, suitesOfKind } from "./accepted.ts";
import { alsoNamed } from "./also_named.ts";
import { exposedTo } from "./attacks/mod.ts";
import type { DeepRule } from "./rule.ts";
import { isOpportunistic, severityOf } from "./severity.ts";

export const weakCipherSuites: DeepRule = (facts, { target, connection }) => {
  const findings: Finding[] = [];
  const accepted = [...new Set(acceptedSuites(facts).map(({ suite }) => named(suite)))];
  const grouped = Map.groupBy(accepted, weaknessOf);
  const weak = weaknesses
    // Who does not verify the server loses nothing by its not proving itself (RFC 7435 §3).
    .filter(({ kind }) => !(kind === "anonymous" && isOpportunistic(target)))
    .map((weakness) => ({ group: weakness.group, suites: grouped.get(weakness) ?? [] }))
    .filter(({ suites }) => suites.length > 0);
  const names = new Set(weak.flatMap(({ suites }) => suites));
  // The one that the check itself was answered with is told by `weak_cipher_suite.ts`.
  if ([...names].some((name) => name !== connection?.cipher_suite.name)) {
    findings.push({
      id: "cipher_suite.weak_accepted",
      severity: severityOf("broken", target),
      title: "Weak cipher suites accepted",
      detail: `${weak.map(({ group, suites }) => `${group}: ${list(suites)}`).join("; ")}${
        alsoNamed(exposedTo(facts, "rc4", "freak", "logjam"))
      }`,
      remedy: "Turn them off: RFC 9325 §4.2 names the suites of TLS 1.2 to leave on",
      evidence: ["server_hello"],
      references: ["RFC 9325 §4.1", "RFC 7465", "RFC 9847"],
    });
  }
  const smallBlocks = suitesOfKind(facts, "smallBlock").map(named).filter((name) =>
    weaknessOf(name) === undefined
  );
  if (smallBlocks.length > 0) {
    findings.push({
      id: "cipher_suite.small_block_accepted",
      severity: severityOf("discouraged", target),
      title: "Cipher suites with small blocks accepted",
      detail: `${
        list(smallBlocks)
      }: 3DES and its like have blocks of 64 bits, which repeat in long connections${
        alsoNamed(exposedTo(facts, "sweet32"))
      }, and 112 bits of security at most`,
      remedy: "Turn them off: no client of this century needs them",
      evidence: ["server_hello"],
      references: ["RFC 9325 §4.1", "CVE-2016-2183"],
    });
  }
  return findings;
};
