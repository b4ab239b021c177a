/** The other tools' reports, as they were recorded and cut short, and what they say. */
import assert from "node:assert/strict";
import { readNmap } from "./read_nmap.ts";
import { readSslscan } from "./read_sslscan.ts";
import { readTestssl } from "./read_testssl.ts";
import { anyVersion } from "./tool_facts.ts";

const recorded = (file: string) => Deno.readTextFileSync(new URL(`./recorded/${file}`, import.meta.url));

Deno.test("sslscan: versions, suites and groups by code point, primes, schemes", () => {
  const facts = readSslscan(recorded("sslscan.txt"));
  assert.deepEqual(
    [...facts.versions],
    [["SSL 2.0", false], ["SSL 3.0", false], ["TLS 1.0", true], ["TLS 1.1", true], ["TLS 1.2", true], [
      "TLS 1.3",
      true,
    ]],
  );
  assert.deepEqual([...facts.suites], [
    ["TLS 1.3", ["TLS_AES_256_GCM_SHA384", "TLS_AES_128_CCM_SHA256"]],
    ["TLS 1.2", [
      "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
      "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
      "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
      "TLS_RSA_WITH_RC4_128_MD5",
    ]],
    ["TLS 1.0", ["TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"]],
  ]);
  assert.deepEqual([...facts.groups], [["TLS 1.3", ["x25519", "ffdhe2048"]], ["TLS 1.2", ["x25519"]]]);
  // In TLS 1.2 any scheme was as good as another, so it did not see which there are
  assert.deepEqual([...facts.schemes], [["TLS 1.3", ["rsa_pss_rsae_sha256"]]]);
  assert.deepEqual([...facts.primeBits!], [2048]);
  assert.deepEqual([...facts.features], [["secure renegotiation", true]]);
});

Deno.test("nmap: versions that it lists and those that it does not, suites by name, whose order, primes", () => {
  const facts = readNmap(recorded("nmap.txt"));
  assert.deepEqual(
    [...facts.versions],
    [["SSL 3.0", true], ["TLS 1.0", false], ["TLS 1.1", false], ["TLS 1.2", false], ["TLS 1.3", true]],
  );
  assert.deepEqual([...facts.suites], [
    ["SSL 3.0", ["TLS_DHE_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_RC4_128_MD5"]],
    ["TLS 1.3", ["TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256"]],
  ]);
  assert.deepEqual([...facts.preference], [["SSL 3.0", "server"], ["TLS 1.3", "client"]]);
  assert.deepEqual([...facts.primeBits!], [2048]);
  assert.deepEqual([...facts.features], [["compression", false]]);
});

Deno.test("testssl.sh: versions, the server's order, renegotiation, no ALPN", () => {
  const facts = readTestssl(recorded("testssl_order.json"));
  assert.deepEqual(
    Array.from(facts.versions).filter(([, accepted]) => accepted).map(([version]) => version),
    ["TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3"],
  );
  assert.deepEqual([...facts.suites], [
    ["TLS 1.0", [
      "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
      "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
      "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
    ]],
    ["TLS 1.3", [
      "TLS_AES_256_GCM_SHA384",
      "TLS_CHACHA20_POLY1305_SHA256",
      "TLS_AES_128_GCM_SHA256",
      "TLS_AES_128_CCM_SHA256",
    ]],
  ]);
  assert.deepEqual(
    [...facts.preference],
    ["TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3"].map((version) => [version, "server"]),
  );
  assert.deepEqual([...facts.features], [
    ["secure renegotiation", true],
    ["renegotiation by the client", true],
    ["fallback SCSV", true],
    ["ALPN h2", false],
    ["ALPN http/1.1", false],
  ]);
});

Deno.test("testssl.sh: forward secrecy and groups over all versions, extensions, two certificates", () => {
  const facts = readTestssl(recorded("testssl_sections.json"));
  assert.deepEqual([...facts.suites], [[anyVersion, [
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
  ]]]);
  const finite = ["ffdhe2048", "ffdhe3072", "ffdhe4096", "ffdhe6144", "ffdhe8192"];
  assert.deepEqual([...facts.groups], [[
    anyVersion,
    ["secp256r1", "secp384r1", "secp521r1", "x25519", "x448", ...finite],
  ]]);
  assert.deepEqual([...facts.preference], [["TLS 1.3", "client"]]);
  // Tickets are not among them: it could not connect
  assert.deepEqual([...facts.features], [
    ["session IDs", true],
    ["compression", false],
    ["OCSP stapling", true],
    ["ALPN h2", true],
    ["ALPN http/1.1", true],
    ["extended main secret", true],
    ["encrypt-then-MAC", true],
  ]);
});

Deno.test("testssl.sh: the bits of a prime that has no name, and nothing of one with a name of its own", () => {
  const read = (finding: string) => readTestssl(JSON.stringify([{ id: "DH_groups", finding }]));
  assert.deepEqual(read("Unknown DH group (1024 bits)").primeBits, new Set([1024]));
  assert.equal(read("RFC3526/Oakley Group 14").primeBits, null);
  assert.deepEqual(read("RFC3526/Oakley Group 14").groups, new Map());
});

Deno.test("a name that IANA does not have is no fact", () => {
  const renamed = recorded("nmap.txt").replaceAll("TLS_RSA_WITH_RC4_128_MD5", "TLS_RSA_WITH_ROT13");
  assert.throws(() => readNmap(renamed), /TLS_RSA_WITH_ROT13/);
});

Deno.test("nothing is read from a report of a closed port", () => {
  const facts = readNmap("<nmaprun><host><ports/></host></nmaprun>");
  assert.ok([...facts.versions.values()].every((accepted) => !accepted));
  assert.equal(facts.suites.size, 0);
});
