/**
 * The client's order decides, and there is something to choose wrongly. Where all that is accepted is good, Mozilla's
 * guideline leaves the choice to the client, which knows whether it has AES in hardware: nothing is told then.
 */
import { cipherSuites, TLS_1_3 } from "../../registry/mod.ts";
import { list, named } from "./accepted.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const cipherSuitePreference: DeepRule = (facts, { target }) => {
  const versions = (facts.cipher_suites?.versions ?? []).filter(({ version, preference, suites }) =>
    version.value < TLS_1_3 && preference === "client" &&
    suites.some(({ cipher_suite }) => isRecommended(cipher_suite.value)) &&
    suites.some(({ cipher_suite }) => !isRecommended(cipher_suite.value))
  );
  if (versions.length === 0) return [];
  return [{
    id: "cipher_suite.client_preference",
    severity: severityOf("inBrowsers", target),
    title: "The client's order of cipher suites decides",
    detail: `In ${
      list(versions.map(({ version }) => named(version)))
    } the server accepts suites that are not recommended beside better ones, and leaves the choice to the client`,
    remedy: "Have the server prefer its own order, or leave only recommended suites on",
    evidence: ["server_hello"],
    references: ["RFC 9325 §4.2.1", "Mozilla guideline 6.0"],
  }];
};

function isRecommended(suite: number): boolean {
  return cipherSuites.entry(suite)?.recommended === "Y";
}
