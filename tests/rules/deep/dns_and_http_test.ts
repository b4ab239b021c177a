/** What stands beside the server: headers, port 80, DNS. */
import assert from "node:assert/strict";
import type { DeepFacts } from "../../../src/report/mod.ts";
import { findings, judged, smtp, type SomeFacts } from "./support.ts";

type Hsts = NonNullable<DeepFacts["hsts"]>;

Deno.test("Strict-Transport-Security: missing, broken, for a short time", () => {
  const header = (max: number): Partial<Hsts> => ({
    header: `max-age=${max}`,
    valid: true,
    max_age_seconds: max,
  });
  assert.deepEqual(judged(hsts({})), { "hsts.missing": "low" });
  assert.deepEqual(judged(hsts({ header: "max-age=soon", valid: false })), { "hsts.invalid": "low" });
  assert.deepEqual(judged(hsts(header(63_072_000))), {});
  assert.deepEqual(judged(hsts(header(31_536_000))), { "hsts.short": "info" });
  assert.deepEqual(judged(hsts(header(31_535_999))), { "hsts.short": "low" });
  assert.match(findings(hsts(header(0)))[0]!.detail, /forget/);
  assert.deepEqual(
    judged(hsts({ ...header(63_072_000), preload: true, preload_unmet: ["include_subdomains"] })),
    {
      "hsts.preload_unmet": "info",
    },
  );
  assert.deepEqual(
    judged(hsts({ ...header(63_072_000), preload_unmet: ["preload"] })),
    {},
    "nobody asked for it",
  );
});

Deno.test("RFC 6797 §7.2: port 80 leads to https on the same host, or is closed", () => {
  const of = (outcome: NonNullable<DeepFacts["http_redirect"]>["outcome"]) =>
    judged({
      http_redirect: { outcome, status: 200, location: "http://elsewhere.example/", hops: [], problem: null },
    });
  assert.deepEqual(of("to_https"), {});
  for (const outcome of ["not_reachable", "no_answer", "not_http"] as const) {
    assert.deepEqual(of(outcome), {}, outcome);
  }
  assert.deepEqual(of("none"), { "http.no_redirect": "low" });
  assert.deepEqual(of("elsewhere"), { "http.redirect_elsewhere": "info" });
});

Deno.test("RFC 8659: no CAA is told; one that keeps everybody from issuing warns", () => {
  const record = (tag: string, value: string, critical = false) => ({
    critical,
    tag,
    value,
    issuer: /^[^;@]+$/.exec(value.split(";")[0]!)?.[0] ?? null,
    parameters: [],
    valid: true,
  });
  assert.deepEqual(judged(caa()), { "caa.missing": "info" });
  assert.deepEqual(judged(caa(record("issue", "ca.example"))), {});
  assert.deepEqual(judged(caa(record("iodef", "mailto:a@example.com"))), {});
  assert.deepEqual(judged(caa(record("issue", ";"))), { "caa.forbids_issuance": "medium" });
  assert.deepEqual(judged(caa(record("issue", ";"), record("issuewild", "ca.example"))), {});
  assert.deepEqual(judged(caa(record("issue", ";"), record("issue", "ca.example; a=b"))), {});
  assert.deepEqual(judged(caa(record("issue", "ca.example"), record("tbs", "x", true))), {
    "caa.unknown_critical": "medium",
  });
  assert.deepEqual(judged(caa(record("ISSUE", "ca.example", true))), {});
});

Deno.test("RFC 7672: TLSA records that do not fit keep mail away; browsers do not look at them", () => {
  const of = (matches: boolean | null, authenticated: boolean | null, overrides = {}) =>
    judged(dane(matches, authenticated), overrides);
  const mail = { target: smtp };
  assert.deepEqual(of(true, true), {});
  assert.deepEqual(of(false, true), { "dane.mismatch": "medium" });
  assert.deepEqual(of(false, true, mail), { "dane.mismatch": "high" });
  assert.deepEqual(
    of(false, null, mail),
    { "dane.mismatch": "medium" },
    "whether the zone is signed is not known",
  );
  assert.deepEqual(of(false, false, mail), { "dane.not_authenticated": "low" });
  assert.deepEqual(of(true, false), { "dane.not_authenticated": "low" });
  assert.deepEqual(of(null, true), { "dane.unusable": "low" });
  assert.deepEqual(
    judged({ dane: { ...dane(null, null).dane!, records: [] } }),
    {},
  );
});

type MtaSts = NonNullable<DeepFacts["mta_sts"]>;

Deno.test("RFC 8461: MTA-STS that is missing, does not work, or names other servers", () => {
  const of = (some: Partial<MtaSts>, more: SomeFacts = {}) =>
    judged({ ...mtaSts(some), ...more }, { target: smtp });
  const policy = (mode: "enforce" | "testing" | "none", covers_host: boolean) => ({
    record: "v=STSv1; id=1",
    policy: { mode, mx: ["*.example.com"], max_age_seconds: 86400, covers_host },
  });
  assert.deepEqual(of({}), { "mta_sts.missing": "info" });
  assert.deepEqual(of({}, dane(true, true)), {}, "DANE says it already");
  assert.deepEqual(of({ record: "v=STSv1; id=1", problem: "The policy is not there" }), {
    "mta_sts.invalid": "medium",
  });
  assert.deepEqual(of(policy("enforce", true)), {});
  assert.deepEqual(of(policy("enforce", false)), { "mta_sts.not_covered": "high" });
  assert.deepEqual(of(policy("testing", false)), { "mta_sts.not_covered": "medium" });
  assert.deepEqual(of(policy("testing", true)), { "mta_sts.not_enforced": "info" });
  assert.deepEqual(of(policy("none", false)), { "mta_sts.not_enforced": "info" });
  assert.deepEqual(of({ domain: null }), {}, "whose mail it takes is not known");
});

Deno.test("RFC 8460: TLS reporting that is missing, or cannot be read", () => {
  const of = (record: string | null, problem: string | null) =>
    judged({
      tls_rpt: { domain: "example.com", record, addresses: [], problem, authenticated: null, look_ups: [] },
    });
  assert.deepEqual(of("v=TLSRPTv1; rua=mailto:a@example.com", null), {});
  assert.deepEqual(of(null, "There is no TLS-RPT record, or more than one"), { "tls_rpt.missing": "info" });
  assert.deepEqual(of("v=TLSRPTv1", "It names no address"), { "tls_rpt.invalid": "low" });
});

function hsts(some: Partial<Hsts>): SomeFacts {
  return {
    hsts: {
      status: 200,
      header: null,
      repeated: false,
      valid: null,
      problem: null,
      max_age_seconds: null,
      include_subdomains: false,
      preload: false,
      preload_unmet: [],
      ...some,
    },
  };
}

function caa(...records: NonNullable<DeepFacts["caa"]>["records"][number][]): SomeFacts {
  return {
    caa: {
      domain: records.length === 0 ? null : "example.com",
      records,
      malformed: [],
      authenticated: null,
      look_ups: [],
    },
  };
}

function dane(matches: boolean | null, authenticated: boolean | null): SomeFacts {
  return {
    dane: {
      domain: "_25._tcp.mx.example.com",
      records: [{
        usage: { value: 3, hex: "0x03", name: "DANE-EE" },
        selector: { value: 1, hex: "0x01", name: "SPKI" },
        matching_type: { value: 1, hex: "0x01", name: "SHA2-256" },
        data: "00".repeat(32),
        matches,
        certificate: null,
        problem: null,
      }],
      matches,
      malformed: [],
      authenticated,
      look_ups: [],
    },
  };
}

function mtaSts(some: Partial<MtaSts>): SomeFacts {
  return {
    mta_sts: {
      domain: "example.com",
      record: null,
      id: null,
      policy: null,
      problem: null,
      authenticated: null,
      look_ups: [],
      ...some,
    },
  };
}
