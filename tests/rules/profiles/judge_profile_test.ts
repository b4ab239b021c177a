/** Profiles against facts: what a guideline says is met, is not, or is not known. */
import assert from "node:assert/strict";
import type { Certificate, Deep } from "../../../src/report/mod.ts";
import { readProfile } from "../../../src/report/profile.ts";
import { ProfileError } from "../../../src/report/profile_error.ts";
import { judgeProfile, profiles } from "../../../src/rules/mod.ts";
import { passing } from "../../support/report_samples.ts";
import { deepOf, goodFacts, group, suitesOf, tls12, tls13, version, versionsOf } from "./facts.ts";

const [modern, intermediate, bcp195] = profiles as [
  (typeof profiles)[number],
  (typeof profiles)[number],
  (typeof profiles)[number],
];

function judged(
  profile: (typeof profiles)[number],
  facts = goodFacts(),
  { certificates = lived(90), probes = [] }: {
    certificates?: readonly Certificate[];
    probes?: Deep["probes"];
  } = {},
) {
  const { chain } = passing;
  const connection = { ...passing.connection!, ocsp_stapled: true };
  return judgeProfile(profile, { deep: deepOf(facts, probes), connection, chain, certificates });
}

/** The leaf of the sample, with a life of so many days. */
function lived(days: number): Certificate[] {
  const notBefore = new Date("2026-10-01T00:00:00Z");
  const notAfter = new Date(notBefore.getTime() + days * 86_400_000 - 1000);
  return [{
    ...passing.certificates[0]!,
    not_before: notBefore.toISOString(),
    not_after: notAfter.toISOString(),
  }];
}

const unmet = ({ requirements }: ReturnType<typeof judged>, level: "must" | "should" = "must") =>
  requirements.filter((each) => each.status === "not_met" && each.level === level).map(({ id }) => id);

Deno.test("a server as the intermediate profile has it meets it and BCP 195, and not the modern one", () => {
  assert.deepEqual([judged(intermediate).met, judged(bcp195).met], [true, true]);
  assert.deepEqual(unmet(judged(modern)), ["versions", "cipher_suites"]);
  const tls13Only = goodFacts({
    protocol_versions: versionsOf(["TLS 1.3"]),
    cipher_suites: suitesOf({ "TLS 1.3": tls13 }),
  });
  assert.equal(judged(modern, tls13Only).met, true);
});

Deno.test("what is not met says what is there instead", () => {
  const old = goodFacts({
    protocol_versions: versionsOf(["TLS 1.3", "TLS 1.2", "TLS 1.0"]),
    cipher_suites: suitesOf({
      "TLS 1.3": tls13,
      "TLS 1.2": [...tls12, "TLS_RSA_WITH_AES_128_CBC_SHA"],
      "TLS 1.0": ["TLS_RSA_WITH_3DES_EDE_CBC_SHA"],
    }, "server"),
  });
  const profile = judged(intermediate, old);
  assert.equal(profile.met, false);
  assert.deepEqual(unmet(profile), ["versions", "cipher_suites"]);
  assert.deepEqual(unmet(profile, "should"), ["preference"]);
  assert.match(profile.requirements.find(({ id }) => id === "versions")!.detail, /TLS 1\.0/);
  assert.deepEqual(unmet(judged(bcp195, old)), [
    "versions.old",
    "suites.static_rsa",
    "suites.forward_secrecy",
  ]);
  assert.deepEqual(unmet(judged(bcp195, old), "should"), ["suites.112_bits"]);
});

Deno.test("a certificate's life is measured in days, both ends included", () => {
  assert.equal(judged(intermediate, goodFacts(), { certificates: lived(366) }).met, true);
  assert.deepEqual(unmet(judged(intermediate, goodFacts(), { certificates: lived(367) })), [
    "certificate_lifetime",
  ]);
});

Deno.test("a small prime, another group and a short HSTS are not met", () => {
  const facts = goodFacts({
    named_groups: {
      versions: [{
        version: version("TLS 1.2"),
        preference: "server",
        groups: [group("x25519"), group("secp521r1")],
        complete: true,
        not_offered: null,
      }],
      finite_fields: [{ bits: 1024, name: null, groups_offered: false }],
    },
    hsts: { ...goodFacts().hsts!, max_age_seconds: 86400 },
  });
  assert.deepEqual(unmet(judged(intermediate, facts)), ["finite_field", "groups", "hsts"]);
});

Deno.test("Mozilla asks for the signature on the server's own certificate, BCP 195 for those of all", () => {
  const [leaf] = lived(90);
  const chain = [leaf!, { ...passing.certificates[1]!, signature_algorithm: "sha1WithRSAEncryption" }];
  assert.deepEqual(unmet(judged(intermediate, goodFacts(), { certificates: chain })), []);
  assert.deepEqual(unmet(judged(bcp195, goodFacts(), { certificates: chain })), ["certificate_signature"]);
});

Deno.test("RFC 10015: a finite field and static RSA must not be there before TLS 1.3, static ECDH should not", () => {
  const facts = (name: string) =>
    goodFacts({ cipher_suites: suitesOf({ "TLS 1.3": tls13, "TLS 1.2": [...tls12, name] }) });
  assert.deepEqual(unmet(judged(bcp195, facts("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"))), [
    "suites.finite_field",
  ]);
  assert.deepEqual(unmet(judged(bcp195, facts("TLS_DH_RSA_WITH_AES_128_GCM_SHA256"))), [
    "suites.finite_field",
  ]);
  const ecdh = judged(bcp195, facts("TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256"));
  assert.deepEqual([unmet(ecdh), unmet(ecdh, "should")], [[], ["suites.static_ecdh"]]);
});

Deno.test("what no probe answered is not known, and never met; what does not apply is not against it", () => {
  const facts = goodFacts({ cipher_suites: null });
  assert.equal(judged(intermediate, facts).met, null);
  const noWeb = goodFacts({ hsts: null });
  assert.equal(judged(intermediate, noWeb).met, null);
  const probe: Deep["probes"][number] = {
    id: "hsts",
    title: "HSTS",
    status: "not_applicable",
    reason: "It is no web server",
    allowance: 1,
    connections: 0,
    duration_ms: null,
  };
  assert.equal(judged(intermediate, noWeb, { probes: [probe] }).met, true);
  const partly = goodFacts({
    cipher_suites: {
      versions: suitesOf({ "TLS 1.2": tls12 }).versions.map((each) => ({ ...each, complete: false })),
    },
  });
  assert.equal(judged(intermediate, partly).met, null);
});

Deno.test("one's own profile is read from JSON, and what is wrong with it is said", () => {
  const own = {
    name: "ours",
    title: "Ours",
    requirements: [
      { id: "suites", title: "No CBC", level: "must", check: { cipher_suites: { none_of: ["*_CBC_*"] } } },
      {
        id: "pq",
        title: "Post-quantum",
        level: "must",
        check: { fact: "post_quantum.outcome", is: ["at_once"] },
      },
    ],
  };
  const profile = readProfile(JSON.stringify(own));
  assert.equal(judged(profile).met, null);
  const spoilt = (change: unknown) => () => readProfile(JSON.stringify({ ...own, ...change as object }));
  for (
    const change of [
      { requirements: [] },
      { requirements: [{ ...own.requirements[0], check: { cipher_suites: {} } }] },
      { requirements: [{ ...own.requirements[0], check: { suites: ["x"] } }] },
      { requirements: [{ ...own.requirements[0], level: "may" }] },
      { nmae: "ours" },
    ]
  ) assert.throws(spoilt(change), ProfileError);
  assert.throws(() => readProfile("{"), /not JSON/);
});

Deno.test("the profile in the README is one", async () => {
  const readme = await Deno.readTextFile(new URL("../../../README.md", import.meta.url));
  const [, json] = /```json\n(\{\n {2}"name"[^]*?)```/.exec(readme)!;
  assert.equal(readProfile(json!).requirements.length, 3);
});

Deno.test("every profile that comes with the program has the shape that a file must have", () => {
  for (const profile of profiles) assert.deepEqual(readProfile(JSON.stringify(profile)), profile);
});
