/** Nothing that someone types becomes a line of a header, in our answers or in what we send. */
import assert from "node:assert/strict";
import { createServer as createTcpServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { createApp } from "../../routes/app.ts";
import { ownTerms } from "../../routes/terms.ts";
import { check, OptionError } from "../../src/check.ts";
import { certificateAuthority, issue, pemChain } from "../../src/demo/certificates.ts";
import { listenOnLoopback } from "../../src/demo/loopback.ts";
import { toPem } from "../../src/demo/pem.ts";
import { starttlsProtocols } from "../../src/target/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { healthy } from "../routes/every_sample.ts";
import { appWith, noRuntime } from "../routes/support.ts";

const injections = [
  "\r\nX-Injected: 1",
  "\nX-Injected: 1",
  "\rX-Injected: 1",
  "%0d%0aX-Injected:%201",
  "\u0000\r\nX-Injected: 1",
  "\u560d\u560aX-Injected: 1", // becomes CR LF where only the low octet is kept
  "\u2028X-Injected: 1",
  "\u0085X-Injected: 1",
  "\r\n\r\n<script>alert(1)</script>",
];

const parameters = [
  "target",
  "port",
  "sni",
  "starttls",
  "alpn",
  "resolve",
  "timeout",
  "warning",
  "critical",
  "bytes",
  "native",
  "max_age",
  "no_sni",
  "utm_source",
  "X\r\nX-Injected: 1",
];

Deno.test("no parameter adds a header to an answer, and none is answered with a bug", async () => {
  const { app } = appWith(healthy);
  for (const path of ["/", "/check", "/api/v1/check", "/api/v1/check/events", "/nowhere"]) {
    for (const name of parameters) {
      for (const injection of injections) {
        const query = new URLSearchParams(name === "target" ? {} : { target: "example.com" });
        query.append(name, `example.com${injection}`);
        const response = await app.request(`${path}?${query}`, { headers: { Accept: "text/html" } });
        const where = `${path} ${name} ${JSON.stringify(injection)}`;
        assert.ok(response.status < 500, `${response.status} ${where}`);
        assert.equal(response.headers.get("x-injected"), null, where);
        for (const [header, value] of response.headers) {
          assert.doesNotMatch(value, /[\r\n\0]/, `${header} ${where}`);
        }
        const text = await response.text();
        const isPage = response.headers.get("content-type")?.startsWith("text/html");
        if (isPage) assert.doesNotMatch(text, /<script>alert/, where);
      }
    }
  }
});

Deno.test("a host, a server name and a STARTTLS protocol with a line end are refused before anything is dialled", async () => {
  for (const injection of injections.filter((one) => /[\r\n\0\u2028\u0085]/.test(one))) {
    const options = [
      [`example.com${injection}`, {}],
      [`smtp://example.com${injection}`, {}],
      [`https://example.com${injection}@example.com`, {}],
      ["example.com", { sni: `example.com${injection}` }],
      ["example.com", { starttls: `smtp${injection}` }],
      ["example.com", { resolve: `192.0.2.7${injection}` }],
    ] as const;
    for (const [target, option] of options) {
      await assert.rejects(check(noRuntime, target, option), OptionError, JSON.stringify([target, option]));
    }
  }
});

Deno.test("the request of step 9 is the lines it should be, whatever the operator's contact is", async () => {
  const authority = await certificateAuthority({ subject: "Injection Root", now: new Date() });
  const leaf = await issue(authority, { dnsNames: ["localhost"], ipAddresses: ["127.0.0.1", "::1"] });
  let received = "";
  const server = await listenOnLoopback(() => {
    const tls = createTlsServer({
      cert: pemChain(leaf),
      key: toPem("PRIVATE KEY", leaf.key.pkcs8),
      ALPNProtocols: ["http/1.1"],
    });
    tls.on("tlsClientError", () => {});
    tls.on("secureConnection", (socket) => {
      socket.on("error", () => {});
      socket.on("data", (data: Uint8Array) => {
        received += new TextDecoder().decode(data);
        if (received.includes("\r\n\r\n")) socket.end("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
      });
    });
    return tls;
  });
  try {
    const contacts = [
      "https://example.com/about",
      "mailto:tls@example.com",
      "https://example.com/\r\nX-Injected: 1",
      "https://example.com/a) evil (b\\",
      "mailto:a@example.com?subject=a\r\nX-Injected: 1",
    ];
    for (const contactUrl of contacts) {
      received = "";
      const app = createApp(denoRuntime(), {
        contactUrl,
        defaults: { anchors: [authority.pem] },
        termsFor: () => ownTerms,
      });
      const target = `localhost:${server.port}`;
      const response = await app.request(`/api/v1/check?target=${target}&alpn=http/1.1&native=0`);
      assert.equal((await response.json()).verdict, "pass");
      const lines = received.slice(0, -4).split("\r\n");
      assert.match(lines[0]!, /^GET \/ HTTP\/1\.1$/);
      for (const line of lines.slice(1)) {
        assert.match(line, /^(Host|User-Agent|Connection|Accept[A-Za-z-]*): [!-~ ]+$/);
      }
      const agent = lines.find((line) => line.startsWith("User-Agent: "))!;
      assert.match(
        agent,
        /^User-Agent: tls-handshake-checker\/\S+ \(\+(https|mailto):[^()\\ ]+\)$/,
        contactUrl,
      );
    }
  } finally {
    await server.stop();
  }
});

Deno.test("a contact that is no address to ask at is refused before anything is dialled", async () => {
  for (
    const contactUrl of [
      "",
      "me",
      "javascript:alert(1)",
      "data:,x",
      "//example.com",
      `https://${"a".repeat(300)}/`,
    ]
  ) {
    await assert.rejects(check(noRuntime, "example.com", { contactUrl }), OptionError, contactUrl);
  }
});

Deno.test("what is said before STARTTLS is commands of ours, one a line, whatever the server says", async () => {
  const said: string[] = [];
  const server = await listenOnLoopback(() =>
    createTcpServer((socket) => {
      let all = "";
      socket.on("error", () => {});
      socket.on("data", (data: Uint8Array) => all += new TextDecoder("latin1").decode(data));
      socket.on("close", () => said.push(all));
      // Every line would be a command if it were sent back.
      socket.write("220 a\r\n250-STARTTLS\r\n250 MAIL FROM:<x>\r\n* OK STARTTLS\r\nDATA\r\n");
      setTimeout(() => socket.destroy(), 100);
    })
  );
  try {
    for (const starttls of starttlsProtocols) {
      await check(denoRuntime(), `localhost:${server.port}`, { starttls, timeout: 2, noNative: true });
    }
  } finally {
    await server.stop();
  }
  for (const all of said) assert.doesNotMatch(all, /MAIL|DATA\r|<x>/);
});
