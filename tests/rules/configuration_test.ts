import assert from "node:assert/strict";
import { readTlsRptRecord } from "../../src/probes/deep/policies/tls_rpt.ts";
import {
  briefly,
  configurationFor,
  type ServerSoftware,
  serverSoftware,
} from "../../src/rules/configuration/mod.ts";
import { settings } from "../../src/rules/configuration/settings/mod.ts";
import { topics } from "../../src/rules/configuration/topics.ts";
import { chainErrorCodes, stepErrorCodes, type Target } from "../../src/report/mod.ts";

const target: Target = {
  input: "www.example.com",
  hostname: "www.example.com",
  port: 443,
  protocol: "https",
  starttls: null,
  server_name: "www.example.com",
};
const mail: Target = { ...target, hostname: "mx.example.com", port: 25, protocol: "smtp", starttls: "smtp" };

const web: readonly ServerSoftware[] = ["nginx", "apache", "caddy", "haproxy", "java"];

Deno.test("a missing intermediate is told in every server's own words, with this host's name", () => {
  const complete = completeFor("certificate.incomplete_chain", target);
  assert.deepEqual(Object.keys(complete), web);
  assert.match(complete.nginx!, /server_name www\.example\.com;[^]*ssl_certificate \S+\/fullchain\.pem;/);
  assert.match(complete.apache!, /SSLCertificateFile \S+\/fullchain\.pem/);
  assert.match(complete.caddy!, /^www\.example\.com \{[^]*tls \S+\/fullchain\.pem \S+/);
  assert.match(complete.haproxy!, /bind :443 ssl crt \S+\.pem/);
  assert.match(complete.java!, /-Djavax\.net\.ssl\.keyStore=\S+\/keystore\.p12/);
});

Deno.test("old versions are turned off in every server", () => {
  const complete = completeFor("protocol.outdated", target);
  assert.match(complete.nginx!, /ssl_protocols TLSv1\.2 TLSv1\.3;/);
  assert.match(complete.apache!, /SSLProtocol -all \+TLSv1\.2 \+TLSv1\.3/);
  assert.match(complete.caddy!, /protocols tls1\.2 tls1\.3/);
  assert.match(complete.haproxy!, /ssl-min-ver TLSv1\.2/);
  assert.match(complete.java!, /-Djdk\.tls\.server\.protocols=TLSv1\.2,TLSv1\.3/);
  assert.match(completeFor("protocol.outdated", mail).postfix!, /smtpd_tls_protocols = >=TLSv1\.2/);
});

Deno.test("each target is told of the servers that it may be", () => {
  const servers = (target: Target, id = "protocol.outdated_accepted") => Object.keys(completeFor(id, target));
  assert.deepEqual(servers(target), web);
  assert.deepEqual(servers({ ...target, protocol: "tls" }), web);
  assert.deepEqual(servers(mail), ["postfix"]);
  assert.deepEqual(servers({ ...mail, port: 465, starttls: null }), ["java", "postfix"]);
  assert.deepEqual(servers({ ...target, protocol: "imap", port: 993 }), ["java"]);
  assert.deepEqual(servers(mail, "mta_sts.missing"), ["zone"]);
  assert.deepEqual(servers({ ...target, protocol: "imap" }, "caa.missing"), ["zone"]);
  assert.deepEqual(servers(mail, "starttls_not_offered"), ["postfix"]);
});

Deno.test("what no server that the target may be has, or is no configuration's, has none", () => {
  assert.equal(configurationFor("protocol.outdated", { ...target, starttls: "ldap" }), null);
  assert.equal(configurationFor("hsts.missing", mail), null);
  assert.equal(
    configurationFor("not_tls", { ...target, port: 22, protocol: "tls" }),
    null,
    "SSH may be right there",
  );
  assert.ok(configurationFor("not_tls", target));
  assert.equal(configurationFor("native.disagrees", target), null);
  assert.equal(configurationFor("constructor", target), null);
});

Deno.test("every topic says it for every server, or for the zone alone", () => {
  const withoutIt: Readonly<Record<string, readonly ServerSoftware[]>> = {
    // Postfix has neither, and speaks no HTTP.
    stapling: web,
    applicationProtocols: web,
    tlsOnPort: web,
    strictTransportSecurity: web,
    redirect: web,
    starttls: ["postfix"],
    caa: ["zone"],
    dane: ["zone"],
    mtaSts: ["zone"],
    tlsReporting: ["zone"],
  };
  for (const [topic, setting] of Object.entries(settings)) {
    const { snippets, purpose } = setting({ name: "www.example.com", port: 8443 });
    assert.deepEqual(
      Object.keys(snippets).sort(),
      [...withoutIt[topic] ?? [...web, "postfix"]].sort(),
      topic,
    );
    assert.match(purpose, /^[A-Z].*[^.]$/);
  }
});

Deno.test("the lines alone are lines of the whole, and few", () => {
  for (const id of topics.keys()) {
    for (const target_ of [target, mail]) {
      const configuration = configurationFor(id, target_);
      if (configuration === null) continue;
      for (const { complete, lines } of Object.values(configuration.snippets)) {
        const whole = complete.split("\n").map((line) => line.trim());
        for (const line of lines) assert(whole.includes(line.trim()), `${id}: ${line}`);
      }
      for (const [, lines] of briefly(configuration)) assert(lines.length > 0 && lines.length <= 8);
    }
  }
  const [nginx] = briefly(configurationFor("protocol.outdated", target)!);
  assert.deepEqual(nginx, ["nginx", ["ssl_protocols TLSv1.2 TLSv1.3;"]]);
});

/** A setting before which nobody has to read a remark. */
function settingsOf(id: string, target: Target): string[] {
  return linesOf(id, target).filter((line) => !isRemark(line));
}

function linesOf(id: string, target: Target): string[] {
  return briefly(configurationFor(id, target)!).flatMap(([, lines]) => lines);
}

function isRemark(line: string): boolean {
  return /^\s*(#|;|\/\/)/.test(line);
}

const [webGroups, mailGroups] = [
  "X25519MLKEM768:X25519:prime256v1:secp384r1",
  "X25519MLKEM768, X25519, prime256v1, secp384r1",
];

Deno.test("who is to turn post-quantum key exchange on is told the setting, and of what version it is", () => {
  assert.deepEqual(briefly(configurationFor("post_quantum.absent", target)!), [
    ["nginx", [`# with OpenSSL 3.5 or later: ssl_ecdh_curve ${webGroups};`]],
    ["apache", [`# with OpenSSL 3.5 or later: SSLOpenSSLConfCmd Groups ${webGroups}`]],
    ["caddy", [
      "# from Caddy 2.10 on (Go 1.24) it is so where curves are not given; where they are:",
      "# curves x25519mlkem768 x25519 secp256r1 secp384r1",
    ]],
    ["haproxy", [`# with OpenSSL 3.5 or later: ssl-default-bind-curves ${webGroups}`]],
    ["java", [
      "# X25519MLKEM768 from JDK 27 on: an older one passes over it",
      "-Djdk.tls.namedGroups=X25519MLKEM768,x25519,secp256r1,secp384r1",
    ]],
  ]);
  assert.deepEqual(briefly(configurationFor("post_quantum.absent", mail)!), [
    ["postfix", [`# with OpenSSL 3.5 and Postfix 3.10 or later: tls_eecdh_auto_curves = ${mailGroups}`]],
  ]);
});

Deno.test("no setting turns post-quantum key exchange off", () => {
  const onGroups =
    /ssl_ecdh_curve|SSLOpenSSLConfCmd (Groups|Curves)|\bcurves |bind-curves|namedGroups|auto_curves/;
  for (const id of topics.keys()) {
    for (const target_ of [target, mail]) {
      const configuration = configurationFor(id, target_);
      if (configuration === null) continue;
      for (const { complete } of Object.values(configuration.snippets)) {
        for (const line of complete.split("\n")) {
          if (isRemark(line) || !onGroups.test(line)) continue;
          assert.match(line, /X25519MLKEM768/i, `${id}: ${line}`);
        }
      }
    }
  }
  // What only an older library should have says so, and the other's stands before it.
  for (const target_ of [target, mail]) {
    const lines = linesOf("key_exchange.discouraged_group", target_);
    lines.forEach((line, index) => {
      if (!line.startsWith("# with an older one: ")) return;
      assert.match(lines[index - 1]!, /^# with OpenSSL 3\.5.*X25519MLKEM768/);
    });
  }
});

Deno.test("a small prime is about suites and primes, and not about curves", () => {
  for (const line of [target, mail].flatMap((one) => linesOf("key_exchange.small_prime", one))) {
    assert.match(line, /ciphers|SSLCipherSuite|ephemeralDHKeySize/);
    assert.doesNotMatch(line, /curve|[Gg]roups/);
  }
});

Deno.test("what does not bring a purpose about is not written", () => {
  for (const id of ["renegotiation.client_initiated", "renegotiation.insecure", "compression.accepted"]) {
    for (const target_ of [target, mail]) {
      const said = JSON.stringify(configurationFor(id, target_));
      assert.doesNotMatch(said, /ssl_protocols|SSLProtocol|ssl-min-ver/, id);
    }
  }
  assert.doesNotMatch(
    JSON.stringify(configurationFor("post_quantum.absent", target)),
    /ssl_protocols|ssl-min-ver/,
  );
});

Deno.test("what is not one server's alone is said for each", () => {
  for (const id of ["chain.wrong_order", "certificate.expired", "http.no_redirect"]) {
    assert.deepEqual(briefly(configurationFor(id, target)!).map(([software]) => software), web, id);
  }
});

Deno.test("what the reader has to put in has a place that no server takes for it", () => {
  assert.deepEqual(settingsOf("caa.missing", target), [
    "www.example.com. IN CAA 0 issue <the name of your authority>",
  ]);
  assert.deepEqual(settingsOf("dane.mismatch", mail), [
    "_25._tcp.mx.example.com. IN TLSA 3 1 1 <SHA-256 of your key>",
  ]);
  const [record] = settingsOf("tls_rpt.missing", mail);
  const text = /"(.*)"/.exec(record!)![1]!;
  assert.match(text, /<your address>/);
  // The zone takes any text; who reads it does not.
  assert.notEqual(readTlsRptRecord([text]).problem, null);
  assert.equal(readTlsRptRecord([text.replace("<your address>", "reports@example.net")]).problem, null);
  for (const [topic, setting] of Object.entries(settings)) {
    for (const { complete } of Object.values(setting({ name: "www.example.com", port: 8443 }).snippets)) {
      assert.doesNotMatch(complete, /changeit|0{32}|tls-reports@|^[^;]*"letsencrypt/m, topic);
    }
  }
});

Deno.test("what goes with a record is told with it", () => {
  assert.match(linesOf("dane.mismatch", mail).join("\n"), /openssl x509 .*\| openssl sha256/);
  assert.match(linesOf("caa.missing", mail).join("\n"), /"letsencrypt\.org": what your authority says/);
  assert.match(
    linesOf("mta_sts.missing", mail).join("\n"),
    /mta-sts\.txt[^]*version: STSv1[^]*mx: mx\.example\.com[^]*max_age/,
  );
  assert.match(linesOf("tls_rpt.missing", mail).join("\n"), /zone of the domain whose mail it is/);
});

Deno.test("Java's own list of what is disabled is left to Java", () => {
  for (const id of topics.keys()) {
    const { java } = configurationFor(id, target)?.snippets ?? {};
    assert.doesNotMatch(java?.complete ?? "", /disabledAlgorithms|java\.security/, id);
  }
});

Deno.test("a host that is no name is not written into a configuration", () => {
  for (const hostname of ["192.0.2.7", "2001:db8::1", 'a";rm', "a b", "-x"]) {
    const complete = completeFor("protocol.outdated", { ...target, hostname, port: 8443 });
    for (const software of ["nginx", "apache", "caddy", "haproxy"] as const) {
      assert.match(complete[software]!, /example\.com/);
      assert.ok(!complete[software]!.includes(hostname));
      assert.match(complete[software]!, /8443/);
    }
  }
});

/** What is no server's configuration: its library's, its program's, or what was expected of it. */
const elsewhere: ReadonlySet<string> = new Set([
  "downgrade.no_sentinel",
  "extended_main_secret.missing",
  "key_exchange.reused_curve_key",
  "key_update.unanswered",
  "post_quantum.advertised_but_refused",
  "tolerance.encrypted_client_hello",
  "tolerance.large_client_hello",
  "tolerance.unknown_values",
  // Keys that no server of those told of has, and a zone that is to be signed.
  "encrypted_client_hello.missing",
  "encrypted_client_hello.not_published",
  "encrypted_client_hello.published_only",
  "dane.not_authenticated",
  // Whether to be in the list is a decision.
  "hsts.preload_unmet",
]);

Deno.test("every finding of a deep check is about a topic, or says why it is about none", () => {
  const told = [...findingsIn(new URL("../../src/rules/deep/", import.meta.url))];
  assert(told.length > 45);
  assert.deepEqual(told.filter((id) => topics.has(id) === elsewhere.has(id)), []);
});

Deno.test("every entry is about a finding that there is", () => {
  const known = new Set<string>([...stepErrorCodes, ...chainErrorCodes.map((code) => `certificate.${code}`)]);
  const rules = new URL("../../src/rules/", import.meta.url);
  for (const folder of [rules, new URL("expectation/", rules), new URL("deep/", rules)]) {
    for (const id of findingsIn(folder)) known.add(id);
  }
  // The problems of a staple are its rule's own table.
  const wrong = [...topics.keys()].filter((id) => !known.has(id) && !id.startsWith("ocsp."));
  assert.deepEqual(wrong, []);
});

function completeFor(id: string, target: Target): Partial<Record<ServerSoftware, string>> {
  const { snippets } = configurationFor(id, target)!;
  return Object.fromEntries(
    serverSoftware.flatMap((software) => snippets[software] ? [[software, snippets[software].complete]] : []),
  );
}

function* findingsIn(folder: URL): Generator<string> {
  for (const { name, isFile } of Deno.readDirSync(folder)) {
    if (!isFile) continue;
    const text = Deno.readTextFileSync(new URL(name, folder));
    for (const [, id] of text.matchAll(/\bid: "([^"]+)"/g)) yield id!;
  }
}
