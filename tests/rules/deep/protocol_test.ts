/** Versions, suites and signatures that a server accepts beside what the check itself was answered with. */
import assert from "node:assert/strict";
import { passing } from "../../support/report_samples.ts";
import {
  cbc,
  extensions,
  findings,
  gcm,
  judged,
  modern,
  signatures,
  smtp,
  type SomeFacts,
  staticRsa,
  suite,
  suites,
  version,
  versions,
} from "./support.ts";

const nothingNewer = { connection: { ...passing.connection!, protocol_version: version("TLS 1.0") } };

Deno.test("a server as Mozilla's guideline has it leaves nothing to be told", () => {
  assert.deepEqual(judged(modern), {});
});

Deno.test("what was not found out is neither good nor bad: no finding comes of it", () => {
  assert.deepEqual(judged({}), {});
  assert.deepEqual(
    judged(versions({ "TLS 1.3": null, "TLS 1.1": null, "TLS 1.0": null, "SSL 3.0": null, "SSL 2.0": null })),
    {},
  );
});

Deno.test("RFC 9325 §3.1.1: SSL 2.0 and SSL 3.0 fail, TLS 1.0 and TLS 1.1 warn, no TLS 1.3 is told", () => {
  assert.deepEqual(judged(versions({ "SSL 2.0": true })), { "protocol.ssl2_accepted": "high" });
  assert.deepEqual(judged(versions({ "SSL 3.0": true })), { "protocol.ssl3_accepted": "high" });
  for (const name of ["TLS 1.0", "TLS 1.1"]) {
    assert.deepEqual(judged(versions({ [name]: true })), { "protocol.outdated_accepted": "medium" });
  }
  assert.deepEqual(judged(versions({ "TLS 1.3": false })), { "protocol.no_tls13": "low" });
});

Deno.test("the version that the check was answered with is told by its own rule", () => {
  assert.deepEqual(judged(versions({ "TLS 1.0": true }), nothingNewer), {});
  const [both] = findings(versions({ "TLS 1.1": true, "TLS 1.0": true }), nothingNewer);
  assert.match(both!.detail, /TLS 1\.1/);
  assert.doesNotMatch(both!.detail, /TLS 1\.0/);
});

Deno.test("RFC 9325 §5.2: between mail servers what is weak is one step milder, but for SSL 2.0", () => {
  const target = smtp;
  assert.deepEqual(judged(versions({ "SSL 3.0": true }), { target }), { "protocol.ssl3_accepted": "medium" });
  assert.deepEqual(judged(versions({ "TLS 1.0": true }), { target }), {
    "protocol.outdated_accepted": "low",
  });
  assert.deepEqual(judged(versions({ "SSL 2.0": true }), { target }), { "protocol.ssl2_accepted": "high" });
  const submission = { ...smtp, port: 587 };
  assert.deepEqual(judged(versions({ "SSL 3.0": true }), { target: submission }), {
    "protocol.ssl3_accepted": "high",
  });
});

const weak: readonly (readonly [suite: string, group: string])[] = [
  ["TLS_ECDHE_RSA_WITH_NULL_SHA", "NULL"],
  ["TLS_ECDH_anon_WITH_AES_128_CBC_SHA", "Anonymous"],
  ["TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA", "EXPORT"],
  ["TLS_ECDHE_RSA_WITH_RC4_128_SHA", "RC4"],
  ["TLS_DHE_RSA_WITH_DES_CBC_SHA", "DES, RC2 and IDEA"],
];

for (const [name, group] of weak) {
  Deno.test(`${name} is weak, and told of once`, () => {
    const found = findings(suites({ "TLS 1.2": [gcm, name] }));
    assert.deepEqual(found.map(({ id, severity }) => [id, severity]), [[
      "cipher_suite.weak_accepted",
      "high",
    ]]);
    assert(found[0]!.detail.startsWith(`${group}: ${name}`));
  });
}

Deno.test("the weak suite that was agreed on is told by its own rule, others beside it are not", () => {
  const name = "TLS_ECDHE_RSA_WITH_RC4_128_SHA";
  const chosen = { connection: { ...passing.connection!, cipher_suite: suite(name) } };
  assert.deepEqual(judged(suites({ "TLS 1.2": [name, gcm] }), chosen), {});
  assert.deepEqual(judged(suites({ "TLS 1.2": [name, gcm, "TLS_ECDHE_RSA_WITH_NULL_SHA"] }), chosen), {
    "cipher_suite.weak_accepted": "high",
  });
});

Deno.test("RFC 7435: a mail server that also speaks to who does not verify it does nothing wrong", () => {
  const anonymous = suites({ "TLS 1.2": [gcm, "TLS_ECDH_anon_WITH_AES_128_CBC_SHA"] });
  assert.deepEqual(judged(anonymous, { target: smtp }), {});
});

Deno.test("the names of the attacks stand in the finding of their cause", () => {
  const detail = (some: SomeFacts) => findings(some)[0]!.detail;
  assert.match(detail({ ...versions({ "SSL 2.0": true }) }), /\(DROWN\)/);
  const ssl3 = {
    ...versions({ "SSL 3.0": true }),
    ...suites({ "SSL 3.0": ["TLS_RSA_WITH_AES_128_CBC_SHA"] }),
  };
  assert.match(detail(ssl3), /\(POODLE\)/);
  assert.doesNotMatch(detail(versions({ "SSL 3.0": true })), /POODLE/, "whether with CBC is not known");
  assert.match(detail({ ...versions({ "TLS 1.0": true }), ...suites({ "TLS 1.0": [cbc] }) }), /\(BEAST\)/);
  assert.match(
    detail(suites({ "TLS 1.2": [gcm, "TLS_RSA_EXPORT_WITH_RC4_40_MD5"] })),
    /\(RC4 biases, FREAK\)/,
  );
  assert.match(detail(suites({ "TLS 1.2": [gcm, "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA"] })), /\(SWEET32\)/);
});

Deno.test("RFC 9325 §4.1: 3DES warns", () => {
  assert.deepEqual(judged(suites({ "TLS 1.2": [gcm, "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA"] })), {
    "cipher_suite.small_block_accepted": "medium",
  });
});

Deno.test("RFC 9325 §4.2: CBC without encrypt-then-MAC, which browsers offer, is told and warns of nothing", () => {
  const both = suites({ "TLS 1.2": [gcm, cbc] });
  const id = "cipher_suite.cbc_without_encrypt_then_mac";
  assert.deepEqual(judged({ ...both, ...extensions({ encrypt_then_mac: false }) }), { [id]: "low" });
  assert.deepEqual(judged({ ...both, ...extensions({ encrypt_then_mac: true }) }), {});
  assert.deepEqual(judged({ ...both, ...extensions({ encrypt_then_mac: null }) }), {});
  assert.deepEqual(judged(both), {});
  assert.deepEqual(
    judged({ ...suites({ "TLS 1.2": [gcm] }), ...extensions({ encrypt_then_mac: false }) }),
    {},
  );
});

Deno.test("nothing but CBC warns, once it is known that there is nothing else", () => {
  const id = "cipher_suite.no_authenticated_encryption";
  const only12 = versions({ "TLS 1.3": false, "TLS 1.2": true });
  assert.equal(judged({ ...only12, ...suites({ "TLS 1.2": [cbc] }) })[id], "medium");
  assert.equal(judged({ ...only12, ...suites({ "TLS 1.2": [cbc] }, { complete: false }) })[id], undefined);
  assert.equal(judged({ ...only12, ...suites({ "TLS 1.2": [cbc, gcm] }) })[id], undefined);
  assert.equal(judged(suites({ "TLS 1.2": [cbc] }))[id], undefined, "there may be TLS 1.3");
});

Deno.test("the client's order is told of where there is something to choose wrongly", () => {
  const id = "cipher_suite.client_preference";
  const of = (names: readonly string[], preference: "client" | "server" | "unknown") =>
    judged(suites({ "TLS 1.2": names }, { preference }))[id];
  assert.equal(of([gcm, cbc], "client"), "low");
  assert.equal(of([gcm, cbc], "server"), undefined);
  assert.equal(of([gcm, cbc], "unknown"), undefined);
  assert.equal(
    of([gcm, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"], "client"),
    undefined,
    "Mozilla leaves the choice",
  );
  assert.equal(
    judged(suites({ "TLS 1.3": ["TLS_AES_128_GCM_SHA256"] }, { preference: "client" }))[id],
    undefined,
  );
});

Deno.test("RFC 9155: signatures over MD5 fail, over SHA-1 are low, as some browsers offer them yet, over SHA-256 as they should be", () => {
  const id = "signature_scheme.weak_accepted";
  assert.deepEqual(judged(signatures(0x0401, 0x0804)), {});
  assert.deepEqual(judged(signatures(0x0401, 0x0201)), { [id]: "low" });
  assert.deepEqual(judged(signatures(0x0203)), { [id]: "low" });
  assert.deepEqual(judged(signatures(0x0101, 0x0201)), { [id]: "high" });
  assert.match(findings(signatures(0x0101))[0]!.detail, /\(SLOTH\)/);
});

Deno.test("a suite of static RSA that is weak is told of as weak alone", () => {
  assert.deepEqual(judged(suites({ "TLS 1.2": [gcm, "TLS_RSA_WITH_RC4_128_SHA"] })), {
    "cipher_suite.weak_accepted": "high",
  });
  assert.deepEqual(judged(suites({ "TLS 1.2": [gcm, staticRsa] })), {
    "key_exchange.static_accepted": "low",
  });
});
