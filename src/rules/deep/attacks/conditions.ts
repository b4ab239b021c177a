/** The conditions that attacks share. */
import { SSL_2_0, SSL_3_0, TLS_1_0, TLS_1_2 } from "../../../registry/mod.ts";
import type { DeepFacts } from "../../../report/mod.ts";
import { BROKEN_BITS } from "../../small_prime.ts";
import { acceptsSuite, acceptsVersion, list, named, suitesOfKind } from "../accepted.ts";
import { finiteFields, inWords } from "../finite_fields.ts";
import { any, type Known } from "../known.ts";
import type { SuiteKind } from "../suite_kinds.ts";
import type { Condition } from "./condition.ts";

export const ssl2: Condition = {
  holds: (facts) => acceptsVersion(facts, SSL_2_0),
  met: () => "SSL 2.0 is accepted",
  unmet: "SSL 2.0 is not accepted",
  question: "SSL 2.0 is accepted",
};

export const ssl3WithCbc = cbcIn("SSL 3.0", SSL_3_0);
export const tls10WithCbc = cbcIn("TLS 1.0", TLS_1_0);

export const smallBlocks = suites("smallBlock", "suites whose cipher has blocks of 64 bits");
export const rc4 = suites("rc4", "suites with RC4");
export const rsaExport = suites("rsaExport", "suites with RSA_EXPORT");
export const dheExport = suites("dheExport", "suites with DHE_EXPORT");
export const staticRsa = suites("staticRsa", "suites with static RSA");
export const cbc = suites("cbc", "suites with CBC");

export const breakablePrime: Condition = {
  holds: (facts) =>
    finiteFields(facts).some(isBreakable)
      ? true
      : acceptsSuite(facts, "dhe") === false
      ? false
      : primesAreKnown(facts),
  met: (facts) => `DHE is accepted over ${list(finiteFields(facts).filter(isBreakable).map(inWords))}`,
  unmet: `No prime of ${BROKEN_BITS} bits or fewer is used`,
  question: `a prime of ${BROKEN_BITS} bits or fewer is used`,
};

export const noEncryptThenMac: Condition = {
  holds: ({ extensions }) => negated(extensions?.encrypt_then_mac ?? null),
  met: () => "the server does not have encrypt-then-MAC",
  unmet: "The server has encrypt-then-MAC for clients that ask for it",
  question: "the server has encrypt-then-MAC",
};

export const compression: Condition = {
  holds: ({ compression }) => compression?.accepted ?? null,
  met: ({ compression }) => {
    const method = compression?.method ?? null;
    return `The server compresses what it encrypts${method === null ? "" : ` (${named(method)})`}`;
  },
  unmet: "The server compresses nothing",
  question: "the server compresses what it encrypts",
};

export const reusedDheKey: Condition = {
  holds: (facts) => {
    const exchanges = facts.ephemeral_keys?.exchanges.filter(isOldDhe) ?? [];
    if (exchanges.some(({ reused }) => reused)) return true;
    if (acceptsSuite(facts, "dhe") === false) return false;
    return exchanges.length > 0 ? false : null;
  },
  met: () => "The server's Diffie-Hellman key was the same on two connections",
  unmet: "No Diffie-Hellman key was seen twice",
  question: "the server's Diffie-Hellman key is the same on two connections",
};

export const staticDh = suites("staticDh", "suites with static Diffie-Hellman");

export const unsecuredRenegotiation: Condition = {
  holds: ({ renegotiation }) => renegotiation && !renegotiation.secure,
  met: () => "The server does not have renegotiation_info",
  unmet: "The server has renegotiation_info",
  question: "the server has renegotiation_info",
};

export const clientRenegotiation: Condition = {
  holds: ({ renegotiation }) => {
    const answer = renegotiation?.client_initiated ?? null;
    return answer === null || answer === "no_answer" ? null : answer === "accepted";
  },
  met: () => "it renegotiates when a client asks for it",
  unmet: "The server does not renegotiate when a client asks for it",
  question: "the server renegotiates when a client asks for it",
};

export const md5Signature: Condition = {
  holds: ({ signature_schemes }) => {
    const tls12 = signature_schemes?.versions.find(({ version: { value } }) => value === TLS_1_2);
    if (tls12 === undefined) return null;
    // RFC 5246 §7.4.1.4.1: the hash is the first octet, and md5 is 1.
    return any([tls12.schemes.some(({ value }) => value >> 8 === 1), tls12.complete ? false : null]);
  },
  met: () => "In TLS 1.2 the server signs with MD5 where nothing else is offered",
  unmet: "The server does not sign with MD5",
  question: "the server signs with MD5",
};

function suites(kind: SuiteKind, words: string): Condition {
  return {
    holds: (facts) => acceptsSuite(facts, kind),
    met: (facts) => `The server accepts ${words}: ${list(suitesOfKind(facts, kind).map(named))}`,
    unmet: `The server accepts no ${words}`,
    question: `the server accepts ${words}`,
  };
}

function cbcIn(name: string, version: number): Condition {
  return {
    holds: (facts) => acceptsVersion(facts, version) === false ? false : acceptsSuite(facts, "cbc", version),
    met: () => `${name} is accepted, with CBC`,
    unmet: `${name} is not accepted with CBC`,
    question: `${name} is accepted with CBC`,
  };
}

function isOldDhe(exchange: NonNullable<DeepFacts["ephemeral_keys"]>["exchanges"][number]): boolean {
  return exchange.key_exchange === "DHE" && exchange.version.value <= TLS_1_2;
}

function isBreakable({ bits }: { readonly bits: number }): boolean {
  return bits <= BROKEN_BITS;
}

/** Whether DHE was looked at: then a breakable prime would have been seen. */
function primesAreKnown(facts: DeepFacts): Known {
  return finiteFields(facts).length > 0 ? false : null;
}

function negated(known: Known): Known {
  return known === null ? null : !known;
}
