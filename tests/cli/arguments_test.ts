import assert from "node:assert/strict";
import { parseArguments } from "../../src/cli/arguments.ts";
import type { CheckCommand } from "../../src/cli/command.ts";
import { options } from "../../src/cli/options.ts";

// CONTRACT, "Command line": every option that this version has, in each spelling.
const understood: [string[], Partial<CheckCommand>][] = [
  [["a.example"], {
    targets: ["a.example"],
    format: "text",
    concurrency: 16,
    color: "auto",
    files: [],
    caFiles: [],
    ctLogs: null,
  }],
  [["a.example", "b.example"], { targets: ["a.example", "b.example"] }],
  [["--json", "a"], { format: "json" }],
  [["a", "--json"], { targets: ["a"], format: "json" }],
  [["--format", "json", "a"], { format: "json" }],
  [["--format=text", "a"], { format: "text" }],
  [["--file", "hosts.txt"], { files: ["hosts.txt"], targets: [] }],
  [["--file", "-", "--file=b"], { files: ["-", "b"] }],
  [["--concurrency", "4", "a"], { concurrency: 4 }],
  [["-p", "8443", "a"], { options: { port: 8443 } }],
  [["-p8443", "a"], { options: { port: 8443 } }],
  [["--port=8443", "a"], { options: { port: 8443 } }],
  [["--sni", "b.example", "a"], { options: { sni: "b.example" } }],
  [["--sni", "", "a"], { options: { sni: "" } }],
  [["--sni=", "a"], { options: { sni: "" } }],
  [["--starttls", "smtp", "a"], { options: { starttls: "smtp" } }],
  [["--alpn", "h2,http/1.1", "a"], { options: { alpn: ["h2", "http/1.1"] } }],
  [["--alpn", "", "a"], { options: { alpn: [] } }],
  [["--resolve", "192.0.2.7", "a"], { options: { resolve: "192.0.2.7" } }],
  [["--dns", "192.0.2.53", "a"], { dnsServer: { address: "192.0.2.53", port: 53 }, options: {} }],
  [["--dns=https://dns.example/q", "a"], { dnsServer: { url: "https://dns.example/q" } }],
  [["-4", "a"], { options: { family: 4 } }],
  [["-6", "a"], { options: { family: 6 } }],
  [["--ca-file", "a.pem", "--ca-file", "b.pem", "a"], { caFiles: ["a.pem", "b.pem"], options: {} }],
  [["--ca-file", "a.pem", "--no-default-roots", "a"], { options: { noDefaultRoots: true } }],
  [["--ct-logs", "log_list.json", "a"], { ctLogs: "log_list.json", options: {} }],
  [["--timeout", "2.5", "a"], { options: { timeout: 2.5 } }],
  [["-t", "5", "a"], { options: { timeout: 5 } }],
  [["-w", "20d", "-c", "10%", "a"], { options: { warning: "20d", critical: "10%" } }],
  [["--warning=30%", "--critical=7d", "a"], { options: { warning: "30%", critical: "7d" } }],
  [["--bytes", "a"], { options: { bytes: true } }],
  [["--no-native", "a"], { options: { noNative: true } }],
  [["--no-fetch", "a"], { options: { noFetch: true } }],
  [["--revocation", "a"], { options: { revocation: true } }],
  [[
    "--expect-fingerprint",
    `${"a".repeat(64)},${"b".repeat(64)}`,
    "--expect-fingerprint",
    "c".repeat(64),
    "a",
  ], {
    options: { expectFingerprint: ["a".repeat(64), "b".repeat(64), "c".repeat(64)] },
  }],
  [["--ari", "a"], { options: { ari: true } }],
  [["--acme-directory", "https://ca.example/acme", "a"], {
    options: { acmeDirectory: "https://ca.example/acme" },
  }],
  [["--expect-issuer", "Let's Encrypt", "a"], { options: { expectIssuer: "Let's Encrypt" } }],
  [["--expect-group", "X25519MLKEM768", "a"], { options: { expectGroup: "X25519MLKEM768" } }],
  [["--min-version", "1.3", "a"], { options: { minVersion: "1.3" } }],
  [["--expect-alpn", "h2", "a"], { options: { expectAlpn: "h2" } }],
  [["--expect-client-certificate", "a"], { options: { expectClientCertificate: true } }],
  [["--color", "never", "a"], { color: "never" }],
  [["--", "-a", "--json"], { targets: ["-a", "--json"], format: "text" }],
  [["--port", "1", "--port", "2", "a"], { options: { port: 2 } }],
];
for (const [args, expected] of understood) {
  Deno.test(`understands ${JSON.stringify(args)}`, () => {
    const parsed = parseArguments(args);
    assert.ok(parsed.kind === "check", JSON.stringify(parsed));
    assert.deepEqual({ ...parsed.command, ...expected }, parsed.command);
  });
}

Deno.test("no two options have one name", () => {
  const names = options.flatMap(({ name, short }) => short === undefined ? [name] : [name, short]);
  assert.deepEqual(names, [...new Set(names)]);
});

const refused: [string[], RegExp, RegExp][] = [
  [["--prot", "443", "a"], /no option "--prot"/, /--port/],
  [["--jsn", "a"], /no option "--jsn"/, /--json/],
  [["--no-default-root", "a"], /no option/, /--no-default-roots/],
  [["--expect", "a"], /no option/, /--expect-fingerprint/],
  [["--frobnicate", "a"], /no option "--frobnicate"/, /--help/],
  [["-x", "a"], /no option "-x"/, /--help/],
  [["-json", "a"], /no option "-json"/, /--json/],
  [["--port"], /--port needs a value/, /--port <n>/],
  [["--json=1", "a"], /--json takes no value/, /--json alone/],
  [["--port", "https", "a"], /"https" does not fit --port/, /1 to 65535/],
  [["--port", "0", "a"], /does not fit --port/, /1 to 65535/],
  [["--port", "65536", "a"], /does not fit --port/, /1 to 65535/],
  [["--port", "-1", "a"], /does not fit --port/, /1 to 65535/],
  [["--concurrency", "0", "a"], /does not fit --concurrency/, /from 1 to/],
  [["--timeout", "soon", "a"], /does not fit --timeout/, /Seconds/],
  [["--timeout", "0", "a"], /does not fit --timeout/, /Seconds/],
  [["--timeout", "-5", "a"], /does not fit --timeout/, /Seconds/],
  [["--timeout", "Infinity", "a"], /does not fit --timeout/, /Seconds/],
  [["-w", "20", "a"], /"20" is not an expiry threshold/, /"20d" or "30%"/],
  [["-c", "150%", "a"], /not an expiry threshold/, /"20d" or "30%"/],
  [["-w", "5d", "-c", "7d", "a"], /would come after/, /warning comes first/],
  [["--expect-fingerprint", "ab:cd", "a"], /"ab:cd" is not a SHA-256 fingerprint/, /64 hex digits/],
  [["--expect-fingerprint", "ab".repeat(20), "a"], /as long as a SHA-1 one/, /64 hex digits/],
  [["--ari", "--no-fetch", "a"], /has to be fetched/, /one of the two/],
  [["--ari=https://ca.example/", "a"], /--ari takes no value/, /--ari alone/],
  [["--acme-directory", "http://ca.example/", "a"], /not where an ACME directory can be/, /https:/],
  [["--acme-directory=", "a"], /--acme-directory needs a value/, /./],
  [["--expect-issuer", "", "a"], /issuer without a name/, /Let's Encrypt/],
  [
    ["--expect-group", "X25519MLKEM786", "a"],
    /"X25519MLKEM786" is not a group/,
    /Did you mean X25519MLKEM768/,
  ],
  [["--expect-group", "kyber", "a"], /"kyber" is not a group/, /The groups are X25519MLKEM768, x25519/],
  [["--expect-group", "sect163k1", "a"], /sect163k1.*never offered/, /The groups are/],
  [["--min-version", "3", "a"], /"3" is not a version of TLS/, /1\.0, 1\.1, 1\.2, 1\.3/],
  [["--expect-alpn=", "a"], /application protocol without a name/, /h2/],
  [["-4", "-6", "a"], /exclude each other/, /out/],
  [["--color", "pink", "a"], /"pink" is not a value of --color/, /auto, always, never/],
  [["--format", "xml", "a"], /"xml" is not a value of --format/, /text, json/],
  [["--starttls", "gopher", "a"], /"gopher" is not a value of --starttls/, /smtp/],
  [["--keylog", "-", "a"], /--keylog cannot go to standard output/, /name a file/],
  [["--pcap=-", "a"], /--pcap cannot go to standard output/, /name a file/],
  [["--pcap", "same", "--keylog", "same", "a"], /name the same file/, /has the secrets/],
  [["--keylog=", "a"], /--keylog needs a value/, /./],
  [["--no-default-roots", "a"], /leaves nothing to trust/, /--ca-file/],
  [["--no-fetch", "--revocation", "a"], /excludes --revocation/, /Leave one/],
  [["--ca-file", "", "a"], /--ca-file needs a value/, /./],
  [["--dns", "dns.example", "a"], /"dns\.example" is not a DNS server/, /"192\.0\.2\.53"/],
  [["--dns", "", "a"], /"" is not a DNS server/, /https:/],
  [["--resolve=", "a"], /--resolve needs a value/, /./],
  [["-"], /"-" is not a target/, /--file -/],
];
for (const [args, message, hint] of refused) {
  Deno.test(`refuses ${JSON.stringify(args)} and says what would fit`, () => {
    const parsed = parseArguments(args);
    assert.ok(parsed.kind === "refused", JSON.stringify(parsed));
    assert.match(parsed.message, message);
    assert.match(parsed.hint, hint);
  });
}

Deno.test("asking for help or the version comes before everything else", () => {
  assert.equal(parseArguments(["--help"]).kind, "help");
  assert.equal(parseArguments(["-h"]).kind, "help");
  assert.equal(parseArguments(["a", "--help", "--frobnicate"]).kind, "help");
  assert.equal(parseArguments(["--version"]).kind, "version");
  assert.equal(parseArguments(["--version", "--help"]).kind, "help");
  assert.equal(parseArguments(["--", "--help"]).kind, "check");
});
