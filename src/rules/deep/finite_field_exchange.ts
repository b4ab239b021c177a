/** DHE before TLS 1.3, where the server chooses the prime: small ones, and the key exchange as such. */
import type { DeepFacts, Finding } from "../../report/mod.ts";
import { BROKEN_BITS, RECOMMENDED_BITS } from "../small_prime.ts";
import { weaknessOf } from "../weak_cipher_suite.ts";
import { list, named, suitesOfKind } from "./accepted.ts";
import { alsoNamed } from "./also_named.ts";
import { exposedTo } from "./attacks/mod.ts";
import { finiteFields, inWords } from "./finite_fields.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const finiteFieldExchange: DeepRule = (facts, { target }) => {
  const small = finiteFields(facts).filter(({ bits }) => bits < RECOMMENDED_BITS);
  const [smallest] = small;
  if (smallest !== undefined) {
    return [{
      id: "key_exchange.small_prime",
      severity: severityOf(smallest.bits <= BROKEN_BITS ? "broken" : "forbidden", target),
      title: "Diffie-Hellman prime too small",
      detail: `For DHE the server uses ${list(small.map(inWords))}${
        alsoNamed(exposedTo(facts, "logjam", "raccoon"))
      }`,
      remedy: `Turn off DHE, or give it one of RFC 7919's groups of ${RECOMMENDED_BITS} bits or more`,
      evidence: ["premaster_secret"],
      references: ["RFC 9325 §4.5", "RFC 7919"],
    }];
  }
  return [...reused(facts, target), ...accepted(facts, target)].slice(0, 1);
};

type Given = [facts: DeepFacts, target: Parameters<typeof severityOf>[1]];

function reused(...[facts, target]: Given): Finding[] {
  const exchanges = facts.ephemeral_keys?.exchanges ?? [];
  if (!exchanges.some(({ key_exchange, reused }) => key_exchange === "DHE" && reused)) return [];
  return [{
    id: "key_exchange.reused_finite_field_key",
    severity: severityOf("discouraged", target),
    title: "Diffie-Hellman key used again",
    detail: `The server's DHE key was the same on two connections${
      alsoNamed(exposedTo(facts, "raccoon"))
    }: who gets it can read all of them`,
    remedy: "Turn off DHE, or have the server make a new key for each connection",
    evidence: ["premaster_secret"],
    references: ["RFC 9325 §7.4", "RFC 10015 §3"],
  }];
}

function accepted(...[facts, target]: Given): Finding[] {
  const suites = suitesOfKind(facts, "dhe").filter(({ name }) => weaknessOf(name) === undefined);
  if (suites.length === 0) return [];
  return [{
    id: "key_exchange.finite_field_accepted",
    severity: severityOf("forbidden", target),
    title: "Diffie-Hellman over a prime accepted",
    detail:
      `${
        list(suites.map(named))
      }: a client cannot know whether the prime that the server chooses is a good one, ` +
      "and no browser offers such suites",
    remedy: "Turn off the suites that begin with TLS_DHE_; ECDHE takes their place",
    evidence: ["premaster_secret"],
    references: ["RFC 10015 §3", "Mozilla guideline 6.0"],
  }];
}
