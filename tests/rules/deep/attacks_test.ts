/** Each attack: a configuration that has what it needs, one that has not, and one of which it is not known. */
import assert from "node:assert/strict";
import { attackIds } from "../../../src/report/schema/deep/attacks.ts";
import { type AttackId, attackTable } from "../../../src/rules/deep/attacks/mod.ts";
import { attacks } from "../../../src/rules/mod.ts";
import {
  cbc,
  deep,
  extensions,
  finiteFields,
  gcm,
  modern,
  signatures,
  type SomeFacts,
  staticRsa,
  suites,
  version,
  versions,
} from "./support.ts";

const dhe = "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256";
const rc4 = "TLS_ECDHE_RSA_WITH_RC4_128_SHA";
const threeDes = "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA";

interface Row {
  readonly exposed: readonly SomeFacts[];
  readonly safe: readonly SomeFacts[];
  readonly unknown: readonly SomeFacts[];
}

const table: Readonly<Record<AttackId, Row>> = {
  drown: {
    exposed: [versions({ "SSL 2.0": true })],
    safe: [versions({ "SSL 2.0": false })],
    unknown: [versions({ "SSL 2.0": null })],
  },
  poodle: {
    exposed: [{
      ...versions({ "SSL 3.0": true }),
      ...suites({ "SSL 3.0": ["TLS_RSA_WITH_AES_128_CBC_SHA"] }),
    }],
    safe: [
      versions({ "SSL 3.0": false }),
      { ...versions({ "SSL 3.0": true }), ...suites({ "SSL 3.0": ["TLS_RSA_WITH_RC4_128_SHA"] }) },
    ],
    unknown: [
      versions({ "SSL 3.0": true }),
      { ...versions({ "SSL 3.0": true }), ...suites({ "SSL 3.0": [] }, { complete: false }) },
    ],
  },
  beast: {
    exposed: [{ ...versions({ "TLS 1.0": true }), ...suites({ "TLS 1.0": [cbc] }) }],
    safe: [versions({ "TLS 1.0": false }), {
      ...versions({ "TLS 1.0": false }),
      ...suites({ "TLS 1.2": [cbc] }),
    }],
    unknown: [versions({ "TLS 1.0": true }), {
      ...versions({ "TLS 1.0": true }),
      ...suites({ "TLS 1.2": [cbc] }),
    }],
  },
  crime: {
    exposed: [{ compression: { accepted: true, method: null } }],
    safe: [{ compression: { accepted: false, method: null } }],
    unknown: [{ compression: { accepted: null, method: null } }],
  },
  rc4: {
    exposed: [suites({ "TLS 1.2": [gcm, rc4] }), suites({ "TLS 1.2": [rc4] }, { complete: false })],
    safe: [modern],
    unknown: [
      suites({ "TLS 1.2": [gcm] }, { complete: false }),
      { ...versions({ "TLS 1.2": true, "TLS 1.0": true }), ...suites({ "TLS 1.2": [gcm] }) },
    ],
  },
  sweet32: {
    exposed: [suites({ "TLS 1.2": [gcm, threeDes] }), suites({ "TLS 1.0": ["TLS_RSA_WITH_IDEA_CBC_SHA"] })],
    safe: [modern],
    unknown: [suites({ "TLS 1.2": [gcm] }, { complete: false })],
  },
  freak: {
    exposed: [suites({ "TLS 1.0": ["TLS_RSA_EXPORT_WITH_RC4_40_MD5"] })],
    safe: [modern, suites({ "TLS 1.0": ["TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA"] })],
    unknown: [suites({ "TLS 1.0": [cbc] }, { complete: false })],
  },
  logjam: {
    exposed: [
      suites({ "TLS 1.0": ["TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA"] }),
      finiteFields({ bits: 1024, name: "RFC 2409 group 2" }),
    ],
    safe: [modern, { ...suites({ "TLS 1.2": [dhe] }), ...finiteFields({ bits: 2048, name: null }) }],
    unknown: [suites({ "TLS 1.2": [dhe] })],
  },
  lucky13: {
    exposed: [{ ...suites({ "TLS 1.2": [gcm, cbc] }), ...extensions({ encrypt_then_mac: false }) }],
    safe: [modern, { ...suites({ "TLS 1.2": [cbc] }), ...extensions({ encrypt_then_mac: true }) }],
    unknown: [suites({ "TLS 1.2": [cbc] }), extensions({ encrypt_then_mac: false })],
  },
  robot: {
    exposed: [suites({ "TLS 1.2": [gcm, staticRsa] })],
    safe: [modern],
    unknown: [suites({ "TLS 1.2": [gcm] }, { complete: false })],
  },
  raccoon: {
    exposed: [exchange("TLS 1.2", true), suites({ "TLS 1.2": ["TLS_DH_RSA_WITH_AES_128_GCM_SHA256"] })],
    safe: [modern, { ...suites({ "TLS 1.2": [dhe] }), ...exchange("TLS 1.2", false) }],
    unknown: [suites({ "TLS 1.2": [dhe] })],
  },
  renegotiation: {
    exposed: [{ renegotiation: { secure: false, client_initiated: "accepted", refusal: null } }],
    safe: [
      { renegotiation: { secure: true, client_initiated: "accepted", refusal: null } },
      { renegotiation: { secure: false, client_initiated: "refused", refusal: null } },
    ],
    unknown: [
      { renegotiation: { secure: false, client_initiated: "no_answer", refusal: null } },
      { renegotiation: { secure: false, client_initiated: null, refusal: null } },
    ],
  },
  sloth: {
    exposed: [signatures(0x0101)],
    safe: [signatures(0x0401)],
    unknown: [{ signature_schemes: { versions: [] } }],
  },
};

for (const id of attackIds) {
  const of = (some: SomeFacts) => attacks(deep(some)).find((attack) => attack.id === id)!;

  Deno.test(`${id}: told from facts`, () => {
    const { exposed, safe, unknown } = table[id];
    for (const some of exposed) assert.equal(of(some).exposed, true, JSON.stringify(some));
    for (const some of safe) assert.equal(of(some).exposed, false, JSON.stringify(some));
    for (const some of unknown) assert.equal(of(some).exposed, null, JSON.stringify(some));
  });

  Deno.test(`${id}: nothing known is not safe, and the reason is a sentence without its period`, () => {
    const { exposed, safe } = table[id];
    assert.equal(of({}).exposed, null);
    for (const some of [{}, ...exposed, ...safe]) assert.match(of(some).because, /^[A-Z].*[^.]$/);
    assert.match(of({}).because, /^It is not known whether /);
  });
}

Deno.test("what a probe that failed had learnt is no reason to call a server safe", () => {
  const some: SomeFacts = { renegotiation: { secure: true, client_initiated: "refused", refusal: null } };
  const failed = {
    id: "renegotiation",
    title: "",
    status: "failed",
    reason: "",
    allowance: 1,
    connections: 1,
  } as const;
  const of = (probes: Parameters<typeof attacks>[0]["probes"]) =>
    attacks({ ...deep(some), probes }).find(({ id }) => id === "renegotiation")!.exposed;
  assert.equal(of([]), false);
  assert.equal(of([{ ...failed, duration_ms: 1 }]), null);
});

Deno.test("every attack is told, once, in the order of the schema, with where it is written", () => {
  assert.deepEqual(attackTable.map(({ id }) => id), [...attackIds]);
  for (const { references, needs, besides } of attackTable) {
    assert(references.some((reference) => /^CVE-\d{4}-\d+$/.test(reference)));
    for (const text of [needs, besides]) if (text !== null) assert.match(text, /^[A-Z].*[^.]$/);
  }
});

Deno.test("a server as Mozilla's guideline has it is exposed to none of those that hang on versions and suites", () => {
  const exposed = attacks(deep(modern)).filter(({ exposed }) => exposed !== false).map(({ id }) => id);
  assert.deepEqual(exposed, ["crime", "renegotiation", "sloth"], "which were not asked about");
});

function exchange(name: string, reused: boolean): SomeFacts {
  return {
    ephemeral_keys: {
      exchanges: [{
        key_exchange: "DHE",
        version: version(name),
        named_group: null,
        finite_field: { bits: 2048, name: null },
        connections: 2,
        reused,
      }],
    },
  };
}
