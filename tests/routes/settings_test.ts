import assert from "node:assert/strict";
import { certificateAuthority } from "../../src/demo/certificates.ts";
import { readSettings, SettingError } from "../../routes/settings.ts";

const read = (values: Record<string, string>) => readSettings((name) => values[name]);

Deno.test("without settings the service listens on loopback and checks this machine's own for this machine only", () => {
  const { host, port, privateTargets, ports, refused, trustedProxyHeader } = read({});
  assert.deepEqual({ host, port, privateTargets, ports, refused, trustedProxyHeader }, {
    host: "127.0.0.1",
    port: 8000,
    privateTargets: "this_machine",
    ports: undefined,
    refused: [],
    trustedProxyHeader: null,
  });
});

Deno.test("who may have private addresses checked follows from where the service listens, unless it is said", () => {
  const cases: [Record<string, string>, string][] = [
    [{ HOST: "" }, "this_machine"],
    [{ HOST: "localhost" }, "this_machine"],
    [{ HOST: "::1" }, "this_machine"],
    [{ HOST: "127.0.0.53" }, "this_machine"],
    [{ HOST: "0.0.0.0" }, "nobody"],
    [{ HOST: "::" }, "nobody"],
    [{ HOST: "192.0.2.7" }, "nobody"],
    [{ HOST: "127.0.0.1.example" }, "nobody"],
    [{ TRUSTED_PROXY_HEADER: "X-Forwarded-For" }, "nobody"],
    [{ ALLOW_PRIVATE_TARGETS: "false" }, "nobody"],
    [{ ALLOW_PRIVATE_TARGETS: "true" }, "everyone"],
    [{ ALLOW_PRIVATE_TARGETS: "true", HOST: "0.0.0.0", TRUSTED_PROXY_HEADER: "Forwarded" }, "everyone"],
  ];
  for (const [values, expected] of cases) {
    assert.equal(read(values).privateTargets, expected, JSON.stringify(values));
  }
});

Deno.test("ports are a list with ranges, or any", () => {
  assert.deepEqual([...read({ ALLOWED_PORTS: "443, 8443,9000-9002" }).ports ?? []], [
    443,
    8443,
    9000,
    9001,
    9002,
  ]);
  assert.equal(read({ ALLOWED_PORTS: "any" }).ports, null);
});

Deno.test("a resolver is an address or a DNS over HTTPS service, and the system's without one", () => {
  assert.deepEqual(read({ DNS_SERVER: "[2001:db8::53]:5353" }).dnsServer, {
    address: "2001:db8::53",
    port: 5353,
  });
  assert.deepEqual(read({ DNS_SERVER: "https://dns.example/q" }).dnsServer, { url: "https://dns.example/q" });
  assert.equal(read({}).dnsServer, null);
});

Deno.test("trust anchors are the text of a PEM file", async () => {
  const { pem } = await certificateAuthority({ subject: "Test Root", now: new Date() });
  assert.equal(read({ TRUST_ANCHORS: `${pem}\n` }).trustAnchors, pem.trim());
  assert.equal(read({}).trustAnchors, null);
  for (const other of ["ca.pem", pem.slice(0, -40), pem.replace(/^(MII)/m, "AAA")]) {
    assert.throws(() => read({ TRUST_ANCHORS: other }), /^SettingError: TRUST_ANCHORS holds no certificates/);
  }
});

Deno.test("refused addresses are addresses and blocks", () => {
  const { refused } = read({ REFUSED_ADDRESSES: "198.41.0.4, 2001:500:9f::/48" });
  assert.deepEqual(refused.map(({ prefix }) => prefix), ["198.41.0.4/32", "2001:500:9f::/48"]);
});

Deno.test("a setting that cannot be is an error that names it and says what fits", () => {
  const wrong: [string, string][] = [
    ["PORT", "http"],
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["ALLOW_PRIVATE_TARGETS", "yes please"],
    ["ALLOWED_HOSTS", "tls.corp.example:8000"],
    ["ALLOWED_PORTS", "443;8443"],
    ["ALLOWED_PORTS", "0"],
    ["ALLOWED_PORTS", "9000-8000"],
    ["ALLOWED_PORTS", "1-65536"],
    ["REFUSED_ADDRESSES", "example.com"],
    ["REFUSED_ADDRESSES", "10.0.0.0/33"],
    ["TRUSTED_PROXY_HEADER", "X Forwarded"],
    ["TRUSTED_PROXY_HEADER", "a\r\nb"],
    ["METRICS", "sometimes"],
    ["METRICS_TOKEN", "short"],
    ["METRICS_TOKEN", "long enough but with blanks"],
    ["DNS_SERVER", "dns.example"],
    ["DNS_SERVER", "http://dns.example/dns-query"],
    ["CONTACT_URL", "me"],
    ["CONTACT_URL", "javascript:alert(1)"],
    ["MAX_CHECKS", "0"],
    ["MAX_CHECKS", "many"],
    ["CHECKS_PER_CLIENT", "-1"],
    ["CHECKS_PER_TARGET", "1e9"],
  ];
  for (const [name, value] of wrong) {
    assert.throws(() => read({ [name]: value }), (error) => {
      assert.ok(error instanceof SettingError, `${name}=${value}`);
      assert.match(error.message, new RegExp(`^${name} `));
      assert.match(error.hint, /fits|write them/);
      return true;
    });
  }
});
