/** What counts as a difference, and what does not. */
import assert from "node:assert/strict";
import { compare, type Kind } from "./compare.ts";
import { anyVersion, type ToolFacts } from "./tool_facts.ts";

const nothing: ToolFacts = {
  versions: new Map(),
  suites: new Map(),
  preference: new Map(),
  groups: new Map(),
  schemes: new Map(),
  primeBits: null,
  features: new Map(),
};

const [a, b, c, rsa] = [
  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
  "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
  "TLS_RSA_WITH_AES_128_CBC_SHA",
];

const suites = (...names: readonly string[]) => new Map([["TLS 1.2", names]]);
const server = new Map([["TLS 1.2", "server" as const]]);
const client = new Map([["TLS 1.2", "client" as const]]);

function differing(kind: Kind, ours: Partial<ToolFacts>, theirs: Partial<ToolFacts>) {
  return compare({ ...nothing, ...ours }, { ...nothing, ...theirs }).get(kind);
}

Deno.test("a tool that speaks of nothing says nothing else", () => {
  const all = { suites: suites(a), versions: new Map([["TLS 1.2", true]]), primeBits: new Set([2048]) };
  assert.equal(compare({ ...nothing, ...all }, nothing).size, 0);
});

Deno.test("each suite that one has and the other has not, in whatever order", () => {
  assert.deepEqual(differing("suites", { suites: suites(a, b) }, { suites: suites(b, a) }), []);
  assert.deepEqual(differing("suites", { suites: suites(a, b) }, { suites: suites(b, c) }), [
    { kind: "suites", version: "TLS 1.2", name: c, ours: false },
    { kind: "suites", version: "TLS 1.2", name: a, ours: true },
  ]);
});

Deno.test("of what we do not know we say nothing, which is not no", () => {
  const theirs = { suites: suites(a), versions: new Map([["SSL 2.0", false]]), primeBits: new Set([1024]) };
  assert.deepEqual(differing("suites", {}, theirs), [
    { kind: "suites", version: "TLS 1.2", name: a, ours: null },
  ]);
  assert.deepEqual(differing("versions", {}, theirs), [{ kind: "versions", version: "SSL 2.0", ours: null }]);
  assert.deepEqual(differing("DHE primes", {}, theirs), [{ kind: "DHE primes", bits: 1024, ours: null }]);
});

Deno.test("the order counts where it is the server's, of what both have", () => {
  const ours = { suites: suites(a, b, c), preference: server };
  assert.deepEqual(differing("order", ours, { suites: suites(a, c) }), []);
  assert.deepEqual(differing("order", ours, { suites: suites(a, c, b) }), [
    { kind: "order", version: "TLS 1.2", ours: [b, c] },
  ]);
  assert.equal(differing("order", { ...ours, preference: client }, { suites: suites(c, b, a) }), undefined);
  assert.equal(differing("order", ours, { suites: suites(c, b, a), preference: client }), undefined);
});

Deno.test("a list over all versions has the forward secret suites only", () => {
  const ours = { suites: new Map([["TLS 1.3", ["TLS_AES_128_GCM_SHA256"]], ["TLS 1.2", [a, rsa]]]) };
  const theirs = { suites: new Map([[anyVersion, [a, "TLS_AES_128_GCM_SHA256"]]]) };
  assert.deepEqual(differing("suites", ours, theirs), []);
});

Deno.test("a prime, a feature and whose order it is", () => {
  assert.deepEqual(
    differing("DHE primes", { primeBits: new Set([2048, 1024]) }, { primeBits: new Set([2048]) }),
    [
      { kind: "DHE primes", bits: 1024, ours: true },
    ],
  );
  assert.deepEqual(differing("preference", { preference: server }, { preference: client }), [
    { kind: "preference", version: "TLS 1.2", ours: "server" },
  ]);
  const compression = (has: boolean) => ({ features: new Map([["compression" as const, has]]) });
  assert.deepEqual(differing("features", compression(false), compression(true)), [
    { kind: "features", feature: "compression", ours: false },
  ]);
});
