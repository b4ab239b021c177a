/** Expectations: met, not met, and not learnt are three different things. */
import assert from "node:assert/strict";
import { supportedGroups } from "../../src/registry/mod.ts";
import type { Report, Stable } from "../../src/report/mod.ts";
import { type Expectations, judge, noExpectations, type RuleInput } from "../../src/rules/mod.ts";
import * as sample from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

const { passing } = sample;
const [leaf, intermediate] = passing.stable!.certificates!;
const another = "ab".repeat(32);

const cases: readonly [
  what: string,
  id: string,
  met: readonly Partial<Expectations>[],
  unmet: readonly [Partial<Expectations>, detail: RegExp][],
][] = [
  ["a fingerprint", "expectation.fingerprint", [
    { fingerprints: [leaf!] },
    { fingerprints: [another, leaf!] },
  ], [
    [{ fingerprints: [another] }, new RegExp(`fingerprint ${leaf}, and not ${another}$`)],
    [{ fingerprints: [another, "cd".repeat(32)] }, /(ab){32} or (cd){32}$/],
    [{ fingerprints: Array(9).fill(another) }, / or one of 7 others$/],
    [{ fingerprints: [intermediate!] }, /that of another certificate that was sent with it/],
  ]],
  ["an issuer", "expectation.issuer", [
    { issuer: "Example Trust Services" },
    { issuer: "example  TRUST services" },
    { issuer: "Example Intermediate R3" },
    { issuer: "CN=Example Intermediate R3,O=Example Trust Services,C=CH" },
  ], [
    // A part of a name is not the name: anyone may be called "Not Example Trust Services".
    [{ issuer: "Example" }, /issued by "CN=Example Intermediate R3,.*", and not by "Example"$/],
    [{ issuer: "CH" }, /not by "CH"$/],
    [{ issuer: "" }, /not by ""$/],
  ]],
  ["a group", "expectation.group", [{ group: 0x11ec }], [
    [{ group: 0x001d }, /used X25519MLKEM768, and not x25519$/],
  ]],
  ["a version", "expectation.min_version", [{ minimumVersion: 0x0304 }, { minimumVersion: 0x0301 }], []],
  ["an application protocol", "expectation.alpn", [{ applicationProtocol: "h2" }], [
    [{ applicationProtocol: "http/1.1" }, /chose "h2", and not "http\/1\.1"$/],
  ]],
];

for (const [what, id, met, unmet] of cases) {
  Deno.test(`${what} that is met is no finding`, () => {
    for (const expectations of met) {
      const { verdict, findings } = judged(passing, expectations);
      assert.deepEqual([verdict, findings], ["pass", []], JSON.stringify(expectations));
    }
  });

  for (const [expectations, detail] of unmet) {
    Deno.test(`${what} that is not met fails: ${JSON.stringify(expectations).slice(0, 60)}`, () => {
      const { verdict, summary, findings } = judged(passing, expectations);
      assert.deepEqual(findings.map(({ id, severity }) => [id, severity]), [[id, "high"]]);
      assert.match(findings[0]!.detail, detail);
      assert.equal(verdict, "fail");
      assert.ok(summary.startsWith(`${findings[0]!.title}: `), summary);
    });
  }

  Deno.test(`${what} that was not learnt is neither met nor unmet`, () => {
    const { verdict, findings, summary } = judged(sample.timedOut, met[0]!);
    assert.equal(verdict, "fail");
    assert.deepEqual(findings.map(({ id }) => id), ["expectation.not_compared"]);
    assert.match(findings[0]!.detail, /^Whether the .* is as expected is not known: .* in "ServerHello"$/);
    assert.match(summary, /^Step 2, ServerHello/);
  });
}

Deno.test("a version below the expected one fails", () => {
  const tls12 = { value: 0x0303, hex: "0x0303", name: "TLS 1.2" };
  const report = withStable(passing, { protocol_version: tls12 });
  assert.deepEqual(judged(report, { minimumVersion: 0x0303 }).findings, []);
  const { verdict, findings } = judged(report, { minimumVersion: 0x0304 });
  assert.equal(verdict, "fail");
  assert.equal(findings[0]?.detail, "The server chose TLS 1.2, which is older than TLS 1.3");
});

Deno.test("a key exchange without a named group is not the expected one, unless its prime is", () => {
  const withPrime = (finite_field: NonNullable<Report["connection"]>["finite_field"]) => {
    const report = withStable(passing, { named_group: null });
    return judged({ ...report, connection: { ...report.connection!, named_group: null, finite_field } }, {
      group: supportedGroups.entries.find(({ name }) => name === "ffdhe2048")!.value,
    }).findings;
  };
  assert.deepEqual(withPrime({ bits: 2048, name: "ffdhe2048" }), []);
  assert.match(withPrime({ bits: 2048, name: "MODP 2048" })[0]!.detail, /used MODP 2048, and not ffdhe2048$/);
  assert.match(withPrime({ bits: 1024, name: null })[0]!.detail, /a prime of 1024 bits that has no name/);
  assert.match(withPrime(null)[0]!.detail, /static RSA, which has no group/);
});

Deno.test("that no application protocol was agreed is known, and is not the expected one", () => {
  const { findings } = judged(withStable(passing, { application_protocol: null }), {
    applicationProtocol: "h2",
  });
  assert.match(findings[0]!.detail, /agreed to no application protocol, and not "h2"$/);
});

Deno.test("where only the runtime's own handshake was possible, an expectation makes the check unknown", () => {
  const hidden: Report = {
    ...passing,
    connection: null,
    stable: null,
    chain: null,
    certificates: [],
    steps: passing.steps.map((step) => step.number === null ? step : { ...step, status: "unobserved" }),
  };
  assert.equal(judged(hidden, {}).verdict, "pass");
  const { verdict, summary } = judged(hidden, { group: 0x11ec, fingerprints: [leaf!] });
  assert.equal(verdict, "unknown");
  assert.match(
    summary,
    /^Could not check: whether the certificate's fingerprint and the key exchange's group are/,
  );
  assert.equal(judged(hidden, {}, { expectClientCertificate: true }).verdict, "unknown");
});

Deno.test("what the issuer calls itself is cut before a sentence shows it", () => {
  const { findings } = judged(passing, { issuer: "x" }, { issuerNames: ["A".repeat(5_000)] });
  assert.ok(findings[0]!.detail.length < 400);
});

function judged(
  report: Report,
  expectations: Partial<Expectations>,
  overrides: Partial<RuleInput> = {},
) {
  const [certificate] = report.certificates;
  return judge(inputFrom(report, {
    issuerNames: certificate === undefined
      ? null
      : [certificate.issuer, "Example Intermediate R3", "Example Trust Services"],
    expectations: { ...noExpectations, ...expectations },
    ...overrides,
  }));
}

function withStable(report: Report, change: Partial<Stable>): Report {
  return { ...report, stable: { ...report.stable!, ...change } };
}
