/** Letters as SSL Labs' guide gives them: its tables, and the rules that cap what they come to. */
import assert from "node:assert/strict";
import type { Certificate, Chain, Deep, DeepFacts, Grade } from "../../../src/report/mod.ts";
import { noFacts } from "../../../src/probes/mod.ts";
import { gradeOf } from "../../../src/rules/mod.ts";
import { checkedAt, passing } from "../../support/report_samples.ts";
import { goodFacts, suitesOf, tls12, tls13, versionsOf } from "../profiles/facts.ts";

function grade(
  overrides: Partial<DeepFacts> = {},
  { chain = passing.chain, certificates = passing.certificates, probes = [] }: {
    chain?: Chain | null;
    certificates?: readonly Certificate[];
    probes?: Deep["probes"];
  } = {},
): Grade {
  return gradeOf({ facts: goodFacts(overrides), probes, chain, certificates }, checkedAt);
}

const reasons = ({ caps }: Grade) => caps.map(({ reason }) => reason);

Deno.test("a server of TLS 1.2 and 1.3 with HSTS is A+, and A without", () => {
  const strict = grade();
  assert.deepEqual([strict.letter, strict.caps], ["A+", []]);
  assert.equal(grade({ hsts: { ...goodFacts().hsts!, max_age_seconds: 86_400 } }).letter, "A");
  assert.equal(grade({ hsts: null }).letter, "A");
});

Deno.test("2009r: a web server without HSTS is A-; whether it has it may not be known, or not matter", () => {
  const none = { ...goodFacts().hsts!, header: null, valid: null, max_age_seconds: null };
  for (
    const hsts of [none, { ...goodFacts().hsts!, valid: false }, { ...goodFacts().hsts!, max_age_seconds: 0 }]
  ) {
    assert.deepEqual([grade({ hsts }).letter, reasons(grade({ hsts }))], ["A-", [
      "No HSTS, or none that is valid",
    ]]);
  }
  assert.deepEqual(grade({ hsts: null }).unknown, ["No HSTS, or none that is valid"]);
  const mail = grade({ hsts: null }, {
    probes: [{
      id: "hsts",
      title: "HSTS",
      status: "not_applicable",
      reason: "Strict-Transport-Security is for web servers",
      allowance: 1,
      connections: 0,
      duration_ms: null,
    }],
  });
  assert.deepEqual([mail.letter, mail.unknown], ["A", []]);
});

Deno.test("the scores are the guide's: best and worst of each, 30, 30 and 40 of a hundred", () => {
  const { scores } = grade({
    protocol_versions: versionsOf(["TLS 1.2", "TLS 1.0"]),
    cipher_suites: suitesOf({
      "TLS 1.2": ["TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"],
      "TLS 1.0": ["TLS_RSA_WITH_AES_128_CBC_SHA"],
    }),
  });
  assert.deepEqual(scores, { protocol_support: 95, key_exchange: 90, cipher_strength: 90, total: 91.5 });
});

Deno.test("a zero in any category is an F", () => {
  const { letter, scores } = grade({
    cipher_suites: suitesOf({ "TLS 1.2": ["TLS_RSA_WITH_NULL_SHA"] }),
  });
  assert.deepEqual([letter, scores!.total], ["F", 0]);
});

const capped: readonly (readonly [Grade["letter"], string, Partial<DeepFacts>])[] = [
  ["F", "SSL 2.0 is accepted", { protocol_versions: versionsOf(["TLS 1.3", "TLS 1.2", "SSL 2.0"]) }],
  ["F", "EXPORT suites are accepted", {
    cipher_suites: suitesOf({ "TLS 1.3": tls13, "TLS 1.2": [...tls12, "TLS_RSA_EXPORT_WITH_DES40_CBC_SHA"] }),
  }],
  ["F", "Anonymous suites are accepted", {
    cipher_suites: suitesOf({ "TLS 1.3": tls13, "TLS 1.2": [...tls12, "TLS_DH_anon_WITH_AES_128_CBC_SHA"] }),
  }],
  ["F", "Renegotiation is insecure", {
    renegotiation: { secure: false, client_initiated: "accepted", refusal: null },
  }],
  ["F", "Diffie-Hellman with less than 1024 bits", {
    named_groups: {
      ...goodFacts().named_groups!,
      finite_fields: [{ bits: 768, name: null, groups_offered: false }],
    },
  }],
  ["C", "SSL 3.0 is accepted (POODLE)", { protocol_versions: versionsOf(["TLS 1.3", "TLS 1.2", "SSL 3.0"]) }],
  ["C", "TLS compresses (CRIME)", { compression: { accepted: true, method: null } }],
  ["C", "A cipher of 64-bit blocks is accepted with TLS 1.1 or later (SWEET32)", {
    cipher_suites: suitesOf({ "TLS 1.3": tls13, "TLS 1.2": [...tls12, "TLS_RSA_WITH_3DES_EDE_CBC_SHA"] }),
  }],
  ["C", "Neither TLS 1.2 nor TLS 1.3", { protocol_versions: versionsOf(["TLS 1.0"]) }],
  ["B", "TLS 1.0 is accepted", { protocol_versions: versionsOf(["TLS 1.3", "TLS 1.2", "TLS 1.0"]) }],
  ["B", "TLS 1.1 is accepted", { protocol_versions: versionsOf(["TLS 1.3", "TLS 1.2", "TLS 1.1"]) }],
  ["B", "Diffie-Hellman with less than 2048 bits", {
    named_groups: {
      ...goodFacts().named_groups!,
      finite_fields: [{ bits: 1024, name: null, groups_offered: false }],
    },
  }],
  ["B", "No forward secrecy", {
    cipher_suites: suitesOf({ "TLS 1.2": ["TLS_RSA_WITH_AES_128_GCM_SHA256"] }),
  }],
  ["B", "No authenticated encryption", {
    cipher_suites: suitesOf({ "TLS 1.2": ["TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"] }),
  }],
  ["A-", "No TLS 1.3", { protocol_versions: versionsOf(["TLS 1.2"]) }],
  ["A-", "No secure renegotiation", {
    renegotiation: { secure: false, client_initiated: "refused", refusal: null },
  }],
];

for (const [letter, reason, facts] of capped) {
  Deno.test(`${letter}: ${reason}`, () => {
    const found = grade(facts);
    assert.equal(found.letter, letter);
    assert(reasons(found).includes(reason));
    assert.equal(found.caps[0]!.letter, letter, "the worst comes first");
  });
}

Deno.test("a certificate that is not trusted is a T, for another name an M, with the letter that it would be", () => {
  const chain = passing.chain!;
  const untrusted = grade({}, { chain: { ...chain, trusted: false } });
  assert.deepEqual([untrusted.letter, untrusted.if_trusted], ["T", "A+"]);
  assert.equal(grade({}, { chain: { ...chain, name_matches: false } }).letter, "M");
});

Deno.test("a short key caps, and its score is the weakest's", () => {
  const [leaf] = passing.certificates;
  const short = { ...leaf!, public_key: { algorithm: "RSA", curve: null, bits: 1024 } };
  const found = grade({}, { certificates: [short] });
  assert.deepEqual([found.letter, found.scores!.key_exchange], ["B", 80]);
});

Deno.test("without versions or suites there is no letter, and what could not be judged is said", () => {
  const found = gradeOf(
    { facts: noFacts(), probes: [], chain: passing.chain, certificates: passing.certificates },
    checkedAt,
  );
  assert.deepEqual([found.letter, found.scores], [null, null]);
  assert(found.unknown.includes("SSL 2.0 is accepted"));
});

Deno.test("what TLS 1.3 has no more is not unknown of a server that has nothing older", () => {
  const found = grade({
    protocol_versions: versionsOf(["TLS 1.3"]),
    cipher_suites: suitesOf({ "TLS 1.3": tls13 }),
    renegotiation: null,
    compression: null,
  });
  assert.deepEqual([found.letter, found.unknown], ["A+", []]);
});

Deno.test("post-quantum and what is left of the certificate's life stand beside the letter", () => {
  const outcome = "after_hello_retry_request" as const;
  const answer = { answered: true, refusal: null };
  const found = grade({
    post_quantum: {
      outcome,
      chosen_beside_classical: true,
      groups: [],
      negotiated_group: null,
      refusal: null,
      round_trip_ms: 1,
      client_hello_length: 1700,
      one_segment: answer,
      two_segments: answer,
    },
  } as Partial<DeepFacts>);
  assert.equal(found.beside.post_quantum, outcome);
  assert(found.beside.certificate_lifetime_days! > 0);
});
