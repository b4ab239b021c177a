import assert from "node:assert/strict";
import { configurationFor, serverSoftware } from "../../src/rules/configuration/mod.ts";
import { topics } from "../../src/rules/configuration/settings.ts";
import { chainErrorCodes, stepErrorCodes, type Target } from "../../src/report/mod.ts";

const target: Target = {
  input: "www.example.com",
  hostname: "www.example.com",
  port: 443,
  protocol: "https",
  starttls: null,
  server_name: "www.example.com",
};

Deno.test("a missing intermediate is told in every server's own words, with this host's name", () => {
  const { snippets } = configurationFor("certificate.incomplete_chain", target)!;
  assert.deepEqual(Object.keys(snippets), [...serverSoftware]);
  assert.match(snippets.nginx, /server_name www\.example\.com;[^]*ssl_certificate \S+\/fullchain\.pem;/);
  assert.match(snippets.apache, /SSLCertificateFile \S+\/fullchain\.pem/);
  assert.match(snippets.caddy, /^www\.example\.com \{[^]*tls \S+\/fullchain\.pem \S+/);
  assert.match(snippets.haproxy, /bind :443 ssl crt \S+\.pem/);
});

Deno.test("old versions are turned off in every server", () => {
  const { snippets } = configurationFor("protocol.outdated", target)!;
  assert.match(snippets.nginx, /ssl_protocols TLSv1\.2 TLSv1\.3;/);
  assert.match(snippets.apache, /SSLProtocol -all \+TLSv1\.2 \+TLSv1\.3/);
  assert.match(snippets.caddy, /protocols tls1\.2 tls1\.3/);
  assert.match(snippets.haproxy, /ssl-min-ver TLSv1\.2/);
});

Deno.test("what is no web server's affair, or no configuration's, has none", () => {
  assert.equal(configurationFor("certificate.incomplete_chain", { ...target, protocol: "smtp" }), null);
  assert.equal(configurationFor("protocol.outdated", { ...target, starttls: "ldap" }), null);
  assert.equal(
    configurationFor("not_tls", { ...target, port: 22, protocol: "tls" }),
    null,
    "SSH may be right there",
  );
  assert.ok(configurationFor("not_tls", target));
  assert.equal(configurationFor("native.disagrees", target), null);
  assert.equal(configurationFor("constructor", target), null);
});

Deno.test("a host that is no name is not written into a configuration", () => {
  for (const hostname of ["192.0.2.7", "2001:db8::1", 'a";rm', "a b", "-x"]) {
    const { snippets } = configurationFor("protocol.outdated", { ...target, hostname, port: 8443 })!;
    for (const software of serverSoftware) {
      assert.match(snippets[software], /example\.com/);
      assert.ok(!snippets[software].includes(hostname));
      assert.match(snippets[software], /8443/);
    }
  }
});

Deno.test("every entry is about a finding that there is", async () => {
  const known = new Set<string>([...stepErrorCodes, ...chainErrorCodes.map((code) => `certificate.${code}`)]);
  const rules = new URL("../../src/rules/", import.meta.url);
  for (const folder of [rules, new URL("expectation/", rules)]) {
    for await (const { name, isFile } of Deno.readDir(folder)) {
      if (!isFile) continue;
      const text = await Deno.readTextFile(new URL(name, folder));
      for (const [, id] of text.matchAll(/\bid: "([^"]+)"/g)) known.add(id!);
    }
  }
  // The problems of a staple are its rule's own table.
  const wrong = Object.keys(topics).filter((id) => !known.has(id) && !id.startsWith("ocsp."));
  assert.deepEqual(wrong, []);
});
