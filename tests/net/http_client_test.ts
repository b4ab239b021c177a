import assert from "node:assert/strict";
import fc from "fast-check";
import {
  Deadline,
  fetchHttp,
  type HttpOutcome,
  type HttpRequest,
  NetworkError,
  OctetBudget,
  type SecureServer,
} from "../../src/net/mod.ts";
import { type Answer, latin1, memoryHttp } from "../support/memory_http.ts";

const names = { "ca.example": "192.0.2.1", "other.example": "192.0.2.2" };
const asked: HttpRequest = {
  method: "GET",
  url: "http://ca.example/issuer.der",
  accept: "application/pkix-cert",
  maximumOctets: 1_000,
  userAgent: "test/1",
};

/** What comes of one request to a server that says `octets`, whole and octet by octet. */
async function answered(
  octets: string,
  request: Partial<HttpRequest> = {},
  open = false,
): Promise<HttpOutcome> {
  const outcomes: HttpOutcome[] = [];
  for (const readSize of [Infinity, 1]) {
    const { runtime } = memoryHttp(names, { "192.0.2.1:80": () => ({ octets, open }) }, { readSize });
    using deadline = new Deadline(1_000);
    outcomes.push(await fetchHttp(runtime, { ...asked, ...request }, deadline));
  }
  assert.deepEqual(outcomes[0], outcomes[1], "how the octets are split over reads changes nothing");
  return outcomes[0]!;
}

async function bodyOf(octets: string, open = false): Promise<string> {
  const { body, failure } = await answered(octets, {}, open);
  assert.equal(failure, null);
  return latin1(body!);
}

async function refusal(octets: string, request: Partial<HttpRequest> = {}): Promise<string> {
  const { failure } = await answered(octets, request);
  assert.ok(failure, "there is a failure");
  assert.ok(failure.message.length > 0 && !failure.message.endsWith("."));
  return failure.code;
}

Deno.test("a GET is one connection to port 80 with what RFC 9112 wants in it", async () => {
  const { runtime, requests, dialled } = memoryHttp(names, {
    "192.0.2.1:80": () => ({ octets: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" }),
  });
  using deadline = new Deadline(1_000);
  const { body } = await fetchHttp(runtime, { ...asked, url: "http://ca.example/a b?c=d#e" }, deadline);
  assert.equal(latin1(body!), "ok");
  assert.deepEqual(dialled, ["192.0.2.1:80"]);
  const [line, ...fields] = requests[0]!.split("\r\n");
  assert.equal(line, "GET /a%20b?c=d HTTP/1.1");
  assert.deepEqual(fields.slice(0, -2).sort(), [
    "Accept-Encoding: identity",
    "Accept: application/pkix-cert",
    "Connection: close",
    "Host: ca.example",
    "User-Agent: test/1",
  ]);
});

Deno.test("a POST carries its body, its type and its length, and a port stands in Host", async () => {
  const { runtime, requests } = memoryHttp(names, {
    "192.0.2.1:8080": () => ({ octets: "HTTP/1.1 200 OK\r\n\r\n" }),
  });
  using deadline = new Deadline(1_000);
  const body = { contentType: "application/ocsp-request", octets: Uint8Array.of(0x30, 0xff) };
  await fetchHttp(runtime, { ...asked, method: "POST", url: "http://ca.example:8080", body }, deadline);
  assert.match(requests[0]!, /^POST \/ HTTP\/1\.1\r\nHost: ca\.example:8080\r\n/);
  assert.match(requests[0]!, /\r\nContent-Type: application\/ocsp-request\r\nContent-Length: 2\r\n/);
  assert.ok(requests[0]!.endsWith("\r\n\r\n\x30\xff"));
});

Deno.test("a body may have a length, come in chunks, or end with the connection", async () => {
  // With a length or in chunks the end is known before the connection ends.
  assert.equal(await bodyOf("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", true), "hello");
  const chunks = "5\r\nhello\r\n00A;name=value\r\n, chunked!\r\n0\r\nTrailer: x\r\n\r\n";
  assert.equal(
    await bodyOf(`HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n${chunks}`, true),
    "hello, chunked!",
  );
  assert.equal(await bodyOf("HTTP/1.0 200 OK\r\n\r\nhello"), "hello");
});

Deno.test("RFC 9112 §6.3: chunks count where a length is given too, and a repeated length is one", async () => {
  const both =
    "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
  assert.equal(await bodyOf(both), "hello");
  assert.equal(
    await bodyOf("HTTP/1.1 200 OK\r\nContent-Length: 5\r\ncontent-length: 5\r\n\r\nhello"),
    "hello",
  );
});

Deno.test("an interim response is passed over, and bare line feeds end lines", async () => {
  assert.equal(await bodyOf("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\n\nhello"), "hello");
});

for (
  const [what, octets] of [
    ["silence and the end", ""],
    ["another protocol", "SSH-2.0-OpenSSH_9.6\r\n"],
    ["random octets", "\x16\x03\x01\x00\x02\x01\x00"],
    ["a status line without a status", "HTTP/1.1 OK\r\n\r\n"],
    ["HTTP/2 in the clear", "HTTP/2 200\r\n\r\n"],
    ["a head that does not end", "HTTP/1.1 200 OK\r\nServer: x\r\n"],
    ["a field without a colon", "HTTP/1.1 200 OK\r\nServer\r\n\r\n"],
    ["a space before the colon", "HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nhello"],
    ["a folded field", "HTTP/1.1 200 OK\r\nServer: x\r\n y\r\n\r\nhello"],
    ["a length that is none", "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello"],
    ["a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello"],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"],
    ["a content coding", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nhello"],
    ["a transfer coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"],
    [
      "a chunk without a length",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\nhello\r\n0\r\n\r\n",
    ],
    [
      "a chunk that is longer than it says",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n",
    ],
    ["chunks that end early", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"],
    [
      "a chunk line without end",
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;${"x".repeat(999)}\r\nhello\r\n0\r\n\r\n`,
    ],
  ] as const
) {
  Deno.test(`${what} is no answer that can be read`, async () => {
    assert.equal(await refusal(octets), "malformed_response");
  });
}

Deno.test("a connection that ends within the body is said to be that", async () => {
  assert.equal(await refusal("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello"), "connection_closed");
  const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhello";
  assert.equal(await refusal(chunked), "connection_closed");
});

Deno.test("a body over the bound is not read, however its end is told", async () => {
  const long = "x".repeat(11);
  const maximumOctets = 10;
  const fits = await answered(`HTTP/1.1 200 OK\r\n\r\n${"x".repeat(10)}`, { maximumOctets });
  assert.equal(fits.body?.length, 10);
  assert.equal(
    await refusal(`HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n${long}`, { maximumOctets }),
    "too_large",
  );
  assert.equal(await refusal(`HTTP/1.1 200 OK\r\n\r\n${long}`, { maximumOctets }), "too_large");
  const chunks = "6\r\nxxxxxx\r\n6\r\nxxxxxx\r\n0\r\n\r\n";
  assert.equal(
    await refusal(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`, { maximumOctets }),
    "too_large",
  );
  const huge = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n";
  assert.equal(await refusal(huge, { maximumOctets }), "too_large");
});

Deno.test("several requests share what they may read, and with nothing left nobody is asked", async () => {
  const { runtime, dialled } = memoryHttp(names, {
    "192.0.2.1:80": () => ({ octets: `HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n${"x".repeat(6)}` }),
    "192.0.2.1:81": () => ({ octets: `HTTP/1.1 200 OK\r\n\r\n${"x".repeat(4)}` }),
    "192.0.2.1:82": () => ({ octets: "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx" }),
  });
  const budget = new OctetBudget(10);
  const outcome = async (port: number) => {
    using deadline = new Deadline(1_000);
    const url = `http://ca.example:${port}/`;
    const { body, failure } = await fetchHttp(runtime, { ...asked, url, budget }, deadline);
    return [body?.length ?? failure!.code, budget.left];
  };
  assert.deepEqual(await outcome(82), ["connection_closed", 9], "what does not come is given back");
  assert.deepEqual(await outcome(80), [6, 3]);
  assert.deepEqual(await outcome(80), ["too_large", 3]);
  assert.deepEqual(await outcome(81), ["too_large", 3]);
  budget.take(3);
  assert.equal(dialled.length, 4);
  assert.deepEqual(await outcome(80), ["too_large", 0]);
  assert.equal(dialled.length, 4);
});

Deno.test("a length that is announced takes no memory before the octets come, and no more than them", async () => {
  const maximumOctets = 10_485_760;
  const { runtime } = memoryHttp(names, {
    "192.0.2.1:80": () => ({
      octets: `HTTP/1.1 200 OK\r\nContent-Length: ${maximumOctets}\r\n\r\nx`,
      open: true,
    }),
    "192.0.2.1:81": () => ({ octets: `HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nxyz` }),
  });
  using deadline = new Deadline(10_000);
  const before = Deno.memoryUsage().external;
  const waiting = Array.from({ length: 20 }, () => fetchHttp(runtime, { ...asked, maximumOctets }, deadline));
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.ok(Deno.memoryUsage().external - before < maximumOctets, "twenty were announced, none has come");
  deadline.cancel();
  for (const { failure } of await Promise.all(waiting)) assert.equal(failure?.code, "timeout");

  using another = new Deadline(1_000);
  const { body } = await fetchHttp(runtime, { ...asked, url: "http://ca.example:81/" }, another);
  assert.equal(body!.buffer.byteLength, 3);
});

Deno.test("a body of several mebibytes in small chunks is put together as it came", async () => {
  const octets = Array.from({ length: 3_000 }, (_, n) => `400\r\n${String(n).padStart(1_024, ".")}\r\n`).join(
    "",
  );
  const { runtime } = memoryHttp(names, {
    "192.0.2.1:80": () => ({
      octets: `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${octets}0\r\n\r\n`,
    }),
  });
  using deadline = new Deadline(10_000);
  const { body } = await fetchHttp(runtime, { ...asked, maximumOctets: 3_072_000 }, deadline);
  assert.equal(body!.length, 3_072_000);
  assert.equal(latin1(body!.subarray(-5)), ".2999");
  assert.ok(body!.buffer.byteLength <= 3_072_000);
});

Deno.test("a flood of header fields ends the reading, as one field or as many", async () => {
  assert.equal(
    await refusal(`HTTP/1.1 200 OK\r\nServer: ${"x".repeat(20_000)}\r\n\r\n`),
    "malformed_response",
  );
  assert.equal(await refusal(`HTTP/1.1 200 OK\r\n${"A: b\r\n".repeat(4_000)}\r\n`), "malformed_response");
  assert.equal(await refusal("HTTP/1.1 100 Continue\r\n\r\n".repeat(2_000)), "malformed_response");
});

for (const status of [204, 206, 304, 400, 404, 500, 503]) {
  Deno.test(`status ${status} is an answer without what was asked for`, async () => {
    const { failure } = await answered(`HTTP/1.1 ${status} Whatever\r\nContent-Length: 0\r\n\r\n`);
    assert.equal(failure?.code, "bad_status");
    assert.match(failure.message, new RegExp(`${status}`));
  });
}

Deno.test("a redirection is followed, relative and to another host, and the names of all are resolved", async () => {
  const { runtime, dialled, requests } = memoryHttp(names, {
    "192.0.2.1:80": (request) => ({
      octets: request.startsWith("GET /issuer.der ")
        ? "HTTP/1.1 302 Found\r\nLocation: /moved\r\n\r\n"
        : "HTTP/1.1 308 Permanent Redirect\r\nLocation: http://other.example/there\r\n\r\n",
    }),
    "192.0.2.2:80": () => ({ octets: "HTTP/1.1 200 OK\r\n\r\nhere" }),
  });
  using deadline = new Deadline(1_000);
  const { body } = await fetchHttp(runtime, asked, deadline);
  assert.equal(latin1(body!), "here");
  assert.deepEqual(dialled, ["192.0.2.1:80", "192.0.2.1:80", "192.0.2.2:80"]);
  assert.match(requests[2]!, /^GET \/there HTTP\/1\.1\r\nHost: other\.example\r\n/);
});

Deno.test("redirections in a circle end after three", async () => {
  const circle: Answer = { octets: "HTTP/1.1 301 Moved\r\nLocation: http://ca.example/issuer.der\r\n\r\n" };
  const { runtime, dialled } = memoryHttp(names, { "192.0.2.1:80": () => circle });
  using deadline = new Deadline(1_000);
  const { failure } = await fetchHttp(runtime, asked, deadline);
  assert.equal(failure?.code, "too_many_redirects");
  assert.equal(dialled.length, 4, "the first request and three more");
});

Deno.test("a redirection of a POST is followed only where it stays a POST", async () => {
  const body = { contentType: "text/plain", octets: Uint8Array.of(1) };
  for (
    const [status, code] of [[302, "bad_status"], [303, "bad_status"], [307, "connection_refused"]] as const
  ) {
    const octets = `HTTP/1.1 ${status} Go\r\nLocation: http://other.example/\r\n\r\n`;
    assert.equal(await refusal(octets, { method: "POST", body }), code, `${status}`);
  }
});

Deno.test("nothing but http is fetched, at first or after a redirection", async () => {
  for (const url of ["https://ca.example/", "ldap://ca.example/cn=x", "file:///etc/passwd", "data:,x"]) {
    const { runtime, dialled } = memoryHttp(names, {});
    using deadline = new Deadline(1_000);
    assert.equal((await fetchHttp(runtime, { ...asked, url }, deadline)).failure?.code, "scheme_not_fetched");
    assert.deepEqual(dialled, []);
    const moved = `HTTP/1.1 301 Moved\r\nLocation: ${url}\r\n\r\n`;
    assert.equal(await refusal(moved), "scheme_not_fetched");
  }
});

for (
  const url of [
    "",
    "ca.example",
    "http://",
    "http://user:pw@ca.example/",
    "http://ca.example:0/",
    `http://ca.example/${"x".repeat(3_000)}`,
  ]
) {
  Deno.test(`${JSON.stringify(url.slice(0, 40))} is not an address that is fetched`, async () => {
    const { runtime, dialled } = memoryHttp(names, {});
    using deadline = new Deadline(1_000);
    assert.equal((await fetchHttp(runtime, { ...asked, url }, deadline)).failure?.code, "bad_address");
    assert.deepEqual(dialled, []);
  });
}

Deno.test("an address with line breaks in it cannot add to the request", async () => {
  const { runtime, requests } = memoryHttp(names, {
    "192.0.2.1:80": () => ({ octets: "HTTP/1.1 200 OK\r\n\r\n" }),
  });
  using deadline = new Deadline(1_000);
  await fetchHttp(runtime, { ...asked, url: "http://ca.example/a\r\nX-Evil: 1\r\n\r\nGET /" }, deadline);
  assert.doesNotMatch(requests[0]!, /^X-Evil/m);
});

Deno.test("literal addresses are dialled as they are, brackets left out, odd spellings made plain first", async () => {
  for (
    const [url, place] of [
      ["http://192.0.2.9/", "192.0.2.9:80"],
      ["http://[2001:db8::1]:8080/", "2001:db8::1:8080"],
      ["http://0x7f.1/", "127.0.0.1:80"],
      ["http://2130706433/", "127.0.0.1:80"],
    ] as const
  ) {
    const { runtime, dialled } = memoryHttp({}, {});
    using deadline = new Deadline(1_000);
    assert.equal((await fetchHttp(runtime, { ...asked, url }, deadline)).failure?.code, "connection_refused");
    assert.deepEqual(dialled, [place]);
  }
});

Deno.test("what a policy refuses is an answer with its code, after a redirection too", async () => {
  const { runtime, dialled } = memoryHttp(names, {
    "192.0.2.1:80": () => ({ octets: "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/secret\r\n\r\n" }),
    "127.0.0.1:80": () => ({ octets: "HTTP/1.1 200 OK\r\n\r\nsecret" }),
  });
  const guarded = {
    ...runtime,
    dial: (...[address, port, deadline]: Parameters<typeof runtime.dial>) =>
      address.startsWith("127.")
        ? Promise.reject(new NetworkError("address_not_allowed", "Not there"))
        : runtime.dial(address, port, deadline),
  };
  using deadline = new Deadline(1_000);
  assert.equal((await fetchHttp(guarded, asked, deadline)).failure?.code, "address_not_allowed");
  assert.deepEqual(dialled, ["192.0.2.1:80"]);
});

Deno.test("a name that is not known and a port that is closed are answers", async () => {
  const { runtime } = memoryHttp(names, {});
  using deadline = new Deadline(1_000);
  const outcomes = await Promise.all(
    ["http://nowhere.example/", "http://other.example/"].map((url) =>
      fetchHttp(runtime, { ...asked, url }, deadline)
    ),
  );
  assert.deepEqual(outcomes.map(({ failure }) => failure?.code), ["host_not_found", "connection_refused"]);
});

Deno.test("a server that stalls in the head or in the body is left at the deadline", async () => {
  for (const octets of ["", "HTTP/1.1 200 OK\r\nServ", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"]) {
    const { runtime } = memoryHttp(names, { "192.0.2.1:80": () => ({ octets, open: true }) });
    using deadline = new Deadline(30);
    assert.equal((await fetchHttp(runtime, asked, deadline)).failure?.code, "timeout");
  }
});

Deno.test("whatever octets answer, the outcome is a body within the bound or a failure", async () => {
  const head = fc.constantFrom(
    "",
    "HTTP/1.1 200 OK\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
  );
  const rest = fc.string({
    unit: fc.integer({ min: 0, max: 255 }).map((n) => String.fromCharCode(n)),
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(head, rest, async (start, octets) => {
      const { body, failure } = await answered(start + octets, { maximumOctets: 20 });
      assert.ok(failure === null ? body!.length <= 20 : body === null);
    }),
    { numRuns: 150 },
  );
});

Deno.test("https is fetched when that was asked for, by a platform that has TLS of its own, and only then", async () => {
  const { runtime, dialled } = memoryHttp(names, {
    "192.0.2.1:443": () => ({ octets: "HTTP/1.1 200 OK\r\n\r\nok" }),
  });
  using deadline = new Deadline(1_000);
  const request = { ...asked, url: "https://ca.example/", secure: { anchors: ["PEM"] } };
  const without = await fetchHttp(runtime, request, deadline);
  assert.equal(without.failure?.code, "scheme_not_fetched");
  const servers: unknown[] = [];
  const secured = {
    ...runtime,
    dialSecurely: (server: SecureServer, deadline: Deadline) => {
      servers.push(server);
      return runtime.dial(server.address, server.port, deadline);
    },
  };
  const { body } = await fetchHttp(secured, request, deadline);
  assert.equal(latin1(body!), "ok");
  assert.deepEqual(servers, [{
    address: "192.0.2.1",
    port: 443,
    serverName: "ca.example",
    anchors: ["PEM"],
  }]);
  assert.deepEqual(dialled, ["192.0.2.1:443"]);
  const unasked = await fetchHttp(secured, { ...asked, url: "https://ca.example/" }, deadline);
  assert.equal(unasked.failure?.code, "scheme_not_fetched");
});
