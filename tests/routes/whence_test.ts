import assert from "node:assert/strict";
import { clientAddress } from "../../routes/client_address.ts";
import { memoryRateLimiter } from "../../routes/limits/memory_rate_limiter.ts";
import { readSettings } from "../../routes/settings.ts";
import { termsForRequests } from "../../routes/terms_for.ts";
import { isFromAnotherSite, isFromThisMachine } from "../../routes/whence.ts";

const request = (url: string, headers: Record<string, string> = {}) => new Request(url, { headers });

Deno.test("someone at this machine comes under one of its names", () => {
  for (
    const url of [
      "http://localhost:8000/",
      "http://127.0.0.1:8000/check",
      "http://[::1]/",
      "http://checker.localhost:8000/",
      "http://127.9.9.9/",
    ]
  ) {
    assert.ok(isFromThisMachine(request(url)), url);
    assert.ok(isFromThisMachine(request(url, { "Sec-Fetch-Site": "none" })), url);
    assert.ok(isFromThisMachine(request(url, { "Sec-Fetch-Site": "same-origin" })), url);
  }
});

Deno.test("a name that someone else can point at this machine is not one of its names", () => {
  for (
    const url of [
      "http://rebound.example:8000/",
      "http://localhost.example/",
      "http://127.0.0.1.nip.example/",
      "http://0.0.0.0:8000/",
      "http://192.168.1.7:8000/",
      "http://[::ffff:127.0.0.1]/",
    ]
  ) assert.ok(!isFromThisMachine(request(url)), url);
});

Deno.test("what a proxy forwards, and what another site's page asks, is not from this machine", () => {
  const headers: [string, string][] = [
    ["Forwarded", "for=192.0.2.7"],
    ["X-Forwarded-For", "127.0.0.1"],
    ["X-Forwarded-Host", "checker.example"],
    ["X-Forwarded-Proto", "https"],
    ["X-Real-IP", "192.0.2.7"],
    ["CF-Connecting-IP", "192.0.2.7"],
    ["Via", "1.1 proxy.example"],
    ["Sec-Fetch-Site", "cross-site"],
    ["Sec-Fetch-Site", "same-site"],
    ["Origin", "https://evil.example"],
    ["Origin", "null"],
    ["Origin", "http://localhost:3000"],
  ];
  for (const [name, value] of headers) {
    assert.ok(!isFromThisMachine(request("http://localhost:8000/", { [name]: value })), `${name}: ${value}`);
  }
});

Deno.test("a page's own requests are not another site's", () => {
  const url = "https://checker.example/api/v1/check";
  assert.ok(!isFromAnotherSite(request(url)));
  assert.ok(!isFromAnotherSite(request(url, { Origin: "https://checker.example" })));
  assert.ok(!isFromAnotherSite(request(url, { "Sec-Fetch-Site": "same-origin" })));
  assert.ok(isFromAnotherSite(request(url, { Origin: "http://checker.example" })));
});

Deno.test("the client is whom the last proxy saw, not whom the client says it is", () => {
  const cases: [string | null, string | null][] = [
    ["192.0.2.7", "192.0.2.7"],
    ["10.0.0.1, 203.0.113.9, 192.0.2.7", "192.0.2.7"],
    ["192.0.2.7:4711", "192.0.2.7"],
    ["2001:db8::7", "2001:db8::7"],
    ["[2001:db8::7]", "2001:db8::7"],
    ["[2001:db8::7]:4711", "2001:db8::7"],
    ["for=10.0.0.1, for=192.0.2.7;proto=https", "192.0.2.7"],
    ['proto=https;for="[2001:db8::7]:4711"', "2001:db8::7"],
    ["", null],
    ["192.0.2.7,", null],
    [null, null],
  ];
  for (const [header, expected] of cases) assert.equal(clientAddress(header), expected, String(header));
});

Deno.test("where everyone may look inside, a name from elsewhere that leads here does not open it (DNS rebinding)", () => {
  const settings = readSettings((name) =>
    ({ HOST: "0.0.0.0", ALLOW_PRIVATE_TARGETS: "true", ALLOWED_HOSTS: "TLS.corp.example" })[name]
  );
  const limiter = () => memoryRateLimiter({ perMinute: 1, burst: 1 });
  const termsFor = termsForRequests(settings, [], { limiter, localLimiter: limiter });
  const nameAt = (host: string) => termsFor(new Request(`http://${host}/`)).name;
  for (
    const host of [
      "10.0.0.7:8000",
      "[fd00::7]:8000",
      "monitor:8000",
      "monitor.svc.cluster.local",
      "tls.corp.example",
    ]
  ) {
    assert.equal(nameAt(host), "inside", host);
  }
  for (const host of ["rebound.attacker.example:8000", "10.0.0.7.attacker.example", "corp.example"]) {
    assert.equal(nameAt(host), "public", host);
  }
});
