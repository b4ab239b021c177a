/** A deep check's facts as people read them, at the terminal and on the page. */
import assert from "node:assert/strict";
import { deepSections } from "../../src/formats/deep/mod.ts";
import { formatText } from "../../src/formats/text.ts";
import { gradeOf, judgeProfile, profiles } from "../../src/rules/mod.ts";
import type { Deep, DeepFacts, Report } from "../../src/report/mod.ts";
import { deepOf, goodFacts, suitesOf, tls12, tls13 } from "../rules/profiles/facts.ts";
import { checkedAt, passing } from "../support/report_samples.ts";

const plain = { color: false, width: 80 };

function reportWith(facts: DeepFacts, probes: Deep["probes"] = []): Report {
  const { connection, certificates, chain } = passing;
  const deep = deepOf(facts, probes);
  return {
    ...passing,
    deep: {
      ...deep,
      grade: gradeOf({ facts, probes: [], certificates, chain }, checkedAt),
      profile: judgeProfile(profiles[1]!, { deep, connection, certificates, chain }),
    },
  };
}

const rowsOf = (facts: DeepFacts, id: string) =>
  deepSections(deepOf(facts)).find((section) => section.id === id)?.rows ?? [];

Deno.test("what was learnt is said, and whose order it is", () => {
  const text = formatText(reportWith(goodFacts()), plain);
  for (
    const expected of [
      /^Grade +A\+ by SSL Labs' guide$/m,
      /^Accepted +TLS 1\.3, TLS 1\.2$/m,
      /^TLS 1\.2 +in the client's order:\n +TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256$/m,
      /^Mozilla intermediate: met$/m,
      /^✔ TLS 1\.2 and 1\.3, and nothing else/m,
    ]
  ) assert.match(text, expected);
  assert(text.split("\n").every((line) => line.length <= 80));
});

Deno.test("what to write into the server's configuration stands behind the finding, where it is short", () => {
  assert.match(adviceOn("protocol.outdated_accepted"), /^ {4}nginx +ssl_protocols TLSv1\.2 TLSv1\.3;$/m);
  // Where the setting is for one version alone, or something is the reader's own, the remark stands there.
  assert.match(
    adviceOn("post_quantum.absent"),
    /^ {4}nginx +# with OpenSSL 3\.5 or later: ssl_ecdh_curve X25519MLKEM768:[\w:]+;$/m,
  );
  assert.match(
    adviceOn("caa.missing"),
    /^ {4}DNS zone +; a name .* your authority says of CAA\n +\S+ IN CAA 0 issue <the name of your authority>$/m,
  );
});

function adviceOn(id: string): string {
  const finding = {
    id,
    severity: "medium" as const,
    title: "Not as it should be",
    detail: "The server does what it should not",
    remedy: "Turn it off",
    evidence: [],
    references: [],
  };
  return formatText({ ...reportWith(goodFacts()), findings: [finding] }, plain);
}

Deno.test("suites stand in the order of the server's choice", () => {
  const facts = goodFacts({ cipher_suites: suitesOf({ "TLS 1.3": tls13, "TLS 1.2": tls12 }, "server") });
  assert.deepEqual(rowsOf(facts, "suites"), [
    { label: "TLS 1.3", values: ["in the server's order:", ...tls13] },
    { label: "TLS 1.2", values: ["in the server's order:", ...tls12] },
  ]);
});

Deno.test("not learnt is not no, and says why", () => {
  const nothing = { ...goodFacts(), compression: { accepted: null, method: null }, cipher_suites: null };
  assert.deepEqual(rowsOf(nothing, "suites"), []);
  const compression = rowsOf(nothing, "sessions").find(({ label }) => label === "Compression")!;
  assert.deepEqual(compression.values, ["not known"]);
  const text = formatText(
    reportWith(nothing, [{
      id: "cipher_suites",
      title: "Cipher suites",
      status: "failed",
      reason: "Connection refused",
      allowance: 10,
      connections: 3,
      duration_ms: 1,
    }]),
    plain,
  );
  assert.match(text, /^Not learnt\nCipher suites +Connection refused$/m);
  assert.match(text, /no letter: too little was learnt/);
});

Deno.test("what a server said goes through escaping", () => {
  const header = "max-age=1\u001b[31m\u202e";
  const hsts = { ...goodFacts().hsts!, header, valid: false };
  const text = formatText(reportWith(goodFacts({ hsts })), plain);
  for (const raw of ["\u001b", "\u202e"]) assert(!text.includes(raw));
  assert.match(text, /not valid: max-age=1/);
});

Deno.test("fitness for preload lists is not claimed for a port 80 that was not asked", () => {
  const asked = { outcome: "no_answer", status: null, location: null, hops: [], problem: "x" } as const;
  const text = (facts: Parameters<typeof goodFacts>[0]) => formatText(reportWith(goodFacts(facts)), plain);
  assert.match(text({ http_redirect: asked }), /fit for browsers' preload lists\n/);
  assert.match(text({ http_redirect: asked }), /takes connections without answering/);
  assert.match(text({ http_redirect: null }), /fit for browsers' preload lists, if port 80 is/);
});
