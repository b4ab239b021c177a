/** Key exchange with the certificate's own key: who gets it later can read what was recorded before. */
import { TLS_1_3 } from "../../registry/mod.ts";
import type { DeepFacts } from "../../report/mod.ts";
import { weaknessOf } from "../weak_cipher_suite.ts";
import { acceptedSuites, acceptsVersion, allSuitesAreKnown, list, named, suitesOfKind } from "./accepted.ts";
import { alsoNamed } from "./also_named.ts";
import { exposedTo } from "./attacks/mod.ts";
import { isSuite, type SuiteKind } from "./suite_kinds.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

const kinds: readonly SuiteKind[] = ["staticRsa", "staticDh", "staticEcdh"];

export const staticKeyExchange: DeepRule = (facts, { target, connection }) => {
  const suites = suitesOfKind(facts, ...kinds);
  if (suites.length === 0) return [];
  if (hasNothingElse(facts)) {
    return [{
      // In place of the finding about the one suite that the check was answered with.
      id: "key_exchange.no_forward_secrecy",
      severity: severityOf("forbidden", target),
      title: "No forward secrecy",
      detail: `The server accepts nothing but ${list(suites.map(named))}: ` +
        "the certificate's key opens every recorded connection, and Go and rustls cannot connect",
      remedy: "Turn on ECDHE suites or TLS 1.3, and turn off suites that begin with TLS_RSA_",
      evidence: ["premaster_secret"],
      references: ["RFC 9325 §4.1", "RFC 10015"],
    }];
  }
  // What is weak besides is told by itself.
  const others = suites.filter(({ name }) => weaknessOf(name) === undefined);
  // Then `no_forward_secrecy.ts` tells of it.
  if (others.length === 0 || isStatic(connection?.cipher_suite.name ?? null)) return [];
  const isRsaAlone = others.every(({ name }) => isSuite("staticRsa", name));
  return [{
    id: "key_exchange.static_accepted",
    severity: severityOf(isRsaAlone ? "inBrowsers" : "forbidden", target),
    title: "Key exchange without forward secrecy accepted",
    detail: `${
      list(others.map(named))
    }: who offers nothing better has its connections opened by the certificate's key${
      alsoNamed(exposedTo(facts, "robot"))
    }`,
    remedy: "Turn off the suites that begin with TLS_RSA_, TLS_DH_ and TLS_ECDH_",
    evidence: ["premaster_secret"],
    references: ["RFC 10015", "RFC 9325 §4.1"],
  }];
};

function hasNothingElse(facts: DeepFacts): boolean {
  return acceptsVersion(facts, TLS_1_3) === false && allSuitesAreKnown(facts) === true &&
    acceptedSuites(facts).every(({ suite: { name } }) => isStatic(name));
}

function isStatic(name: string | null): boolean {
  return kinds.some((kind) => isSuite(kind, name));
}
