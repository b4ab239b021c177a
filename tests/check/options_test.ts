/** Input that cannot be used is refused before anything is done: which field, what is wrong, and what would fit. */
import assert from "node:assert/strict";
import { check, checkEvents, type CheckOptions, OptionError } from "../../src/check.ts";
import { MemoryRuntime } from "../support/memory_runtime.ts";
import { tlsServer } from "../support/peers.ts";
import { scriptedAuthority } from "../support/scripted_server/certificates.ts";
import { checkHere, factOf, target } from "./support.ts";

const { pem } = await scriptedAuthority();
const notBase64 = "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n";
const notDer = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

const refused: readonly [what: string, field: string, options: CheckOptions, input?: string][] = [
  ["no target", "target", {}, ""],
  ["a target of white space", "target", {}, " \t\n"],
  ["a name with a space in it", "target", {}, "a b.example"],
  ["an e-mail address", "target", {}, "someone@mx.example"],
  ["a scheme without TLS", "target", {}, "http://www.example"],
  ["an unknown scheme", "target", {}, "gopher://www.example"],
  ["a port in the target that is none", "port", {}, "www.example:99999"],
  ["port 0", "port", { port: 0 }],
  ["a port above 65535", "port", { port: 65536 }],
  ["a port that is no whole number", "port", { port: 443.5 }],
  ["a port that is no number", "port", { port: NaN }],
  ["a server name that is an address", "sni", { sni: "192.0.2.7" }],
  ["a server name that is none", "sni", { sni: "a b" }],
  ["an unknown STARTTLS protocol", "starttls", { starttls: "gopher" }],
  ["a STARTTLS protocol without a name", "starttls", { starttls: "" }],
  ["an empty application protocol", "alpn", { alpn: ["h2", ""] }],
  ["an application protocol of 256 octets", "alpn", { alpn: ["x".repeat(256)] }],
  ["an application protocol of characters that no octet stands for", "alpn", { alpn: ["h2", "h\u0132"] }],
  ["an application protocol with a line end", "alpn", { alpn: ["x\r\nHELO a.example\r\n"] }],
  ["an application protocol with a NUL", "alpn", { alpn: ["h2\0"] }],
  ["an application protocol with a space", "alpn", { alpn: ["h 2"] }],
  ["an application protocol with DEL", "alpn", { alpn: ["h2\x7f"] }],
  ["an application protocol beyond ASCII", "alpn", { alpn: ["h2", "é"] }],
  ["more application protocols than fit", "alpn", { alpn: Array(300).fill("x".repeat(255)) }],
  ["an address that is a name", "resolve", { resolve: "www.example" }],
  ["an address that is cut short", "resolve", { resolve: "192.0.2" }],
  ["an address without an end", "resolve", { resolve: "[2001:db8::1" }],
  ["no address", "resolve", { resolve: "" }],
  ["an address of the other family", "resolve", { resolve: "192.0.2.7", family: 6 }],
  ["an address of the other family, in brackets", "resolve", { resolve: "[2001:db8::1]", family: 4 }],
  ["no anchors at all", "no-default-roots", { noDefaultRoots: true, anchors: [] }],
  ["anchors without a certificate", "ca-file", { anchors: ["hello"] }],
  ["one text of anchors without a certificate", "ca-file", { anchors: [pem, ""] }],
  ["anchors that are no base64", "ca-file", { anchors: [notBase64] }],
  ["anchors that are no certificate", "ca-file", { anchors: [notDer] }],
  ["no time", "timeout", { timeout: 0 }],
  ["less than no time", "timeout", { timeout: -1 }],
  ["time without end", "timeout", { timeout: Infinity }],
  ["more time than a check may take", "timeout", { timeout: 601 }],
  ["a time that is no number", "timeout", { timeout: NaN }],
  ["a threshold without a unit", "warning", { warning: "20" }],
  ["a threshold of more than everything", "critical", { critical: "101%" }],
  ["a threshold of nothing", "warning", { warning: "0d" }],
  ["a threshold that is no number", "critical", { critical: "soon" }],
  ["a warning after it is critical", "warning", { warning: "5d", critical: "10d" }],
  ["renewal information that may not be fetched", "ari", { ari: true, noFetch: true }],
  ["an ACME directory over http", "acme-directory", { acmeDirectory: "http://ca.example/directory" }],
  ["an ACME directory that is a file", "acme-directory", { acmeDirectory: "file:///etc/passwd" }],
  ["an ACME directory with a password", "acme-directory", { acmeDirectory: "https://a:b@ca.example/" }],
  ["an ACME directory that is no address", "acme-directory", { acmeDirectory: "letsencrypt" }],
  ["a fingerprint that is none", "expect_fingerprint", { expectFingerprint: ["ab"] }],
  ["a SHA-1 fingerprint", "expect_fingerprint", { expectFingerprint: ["ab".repeat(20)] }],
  ["an issuer without a name", "expect_issuer", { expectIssuer: " " }],
  ["a group that is none", "expect_group", { expectGroup: "X25519MLKEM786" }],
  ["a number that is no group's", "expect_group", { expectGroup: "0x9999" }],
  ["a group that is never offered", "expect_group", { expectGroup: "secp256k1" }],
  ["a version that is none of TLS", "min_version", { minVersion: "SSLv3" }],
  ["a version that is yet to come", "min_version", { minVersion: "1.4" }],
  ["a protocol without a name", "expect_alpn", { expectAlpn: "" }],
  ["a protocol that is not offered", "expect_alpn", { expectAlpn: "h3" }],
  ["a protocol where none is offered", "expect_alpn", { expectAlpn: "h2" }, "smtp://mx.example"],
  ["a contact that is no address", "contact-url", { contactUrl: "someone" }],
  ["a contact that is a script", "contact-url", { contactUrl: "javascript:alert(1)" }],
];

for (const [what, field, options, input = target] of refused) {
  Deno.test(`${what} is refused, and nothing is dialled`, async () => {
    const runtime = new MemoryRuntime({ peer: tlsServer() });
    await assert.rejects(check(runtime, input, options), (error) => assertRefusal(error, field));
    assert.throws(() => checkEvents(runtime, input, options), (error) => assertRefusal(error, field));
    assert.deepEqual(runtime.dialled, []);
  });
}

Deno.test("the widest that fits is taken", async () => {
  const options: CheckOptions = {
    port: 65535,
    sni: "",
    alpn: [`!${"x".repeat(253)}~`],
    resolve: "[2001:DB8:0::7]",
    family: 6,
    timeout: 600,
    warning: "100%",
    critical: "0.001d",
    contactUrl: "mailto:tls@example.com",
  };
  const runtime = new MemoryRuntime({ peer: tlsServer() });
  const report = await checkHere(runtime, { ...options, noNative: true });
  assert.equal(report.target.server_name, null);
  assert.deepEqual(report.addresses, [{ address: "2001:db8::7", family: 6 }]);
  assert.deepEqual(runtime.dialled, ["2001:db8::7:65535"]);
  assert.deepEqual(runtime.nativeRequests, []);
  assert.equal(report.native, null);
  assert.equal(factOf(report, "client_hello", "server_name"), "none sent");
  assert.equal(factOf(report, "client_hello", "application_protocols"), `!${"x".repeat(253)}~`);
});

Deno.test("without STARTTLS and a native handshake that was left out, there is one connection", async () => {
  const runtime = new MemoryRuntime({ peer: tlsServer() });
  const report = await checkHere(runtime);
  assert.equal(runtime.dialled.length, 1);
  assert.deepEqual(
    runtime.nativeRequests.map(({ address, port, serverName, wantCertificates }) => ({
      address,
      port,
      serverName,
      wantCertificates,
    })),
    [{ address: "192.0.2.7", port: 443, serverName: target, wantCertificates: false }],
  );
  assert.equal(report.native?.outcome, "not_available");
});

Deno.test("a family that the name has no address of is a name without an address", async () => {
  const report = await checkHere(new MemoryRuntime({ peer: tlsServer() }), { family: 6 });
  assert.equal(report.verdict, "fail");
  const [{ error }] = report.steps as readonly [typeof report.steps[number]];
  assert.equal(error?.code, "host_not_found");
  assert.match(error.message, /no IPv6 address/);
});

Deno.test("message bytes are in the report when they were asked for, and only then", async () => {
  const runtime = () => new MemoryRuntime({ peer: tlsServer() });
  const without = await checkHere(runtime());
  assert.ok(without.messages.every((message) => message.bytes === undefined));
  const report = await checkHere(runtime(), { bytes: true });
  for (const { bytes, length } of report.messages) assert.equal(bytes?.length, 2 * length);
  // RFC 9846 §4: a ClientHello is of handshake type 1.
  assert.match(report.messages[0]!.bytes!, /^01/);
});

function assertRefusal(error: unknown, field: string): true {
  assert.ok(error instanceof OptionError);
  assert.equal(error.field, field);
  assert.match(error.message, /^\S[^\n]*[^.\s]$/u);
  assert.match(error.hint, /^\S[^\n]*[^.\s]$/u);
  assert.notEqual(error.message, error.hint);
  return true;
}
