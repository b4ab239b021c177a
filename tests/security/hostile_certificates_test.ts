/** Whatever stands in a certificate, or in what a server says, no reader of a report is fooled by it. */
import assert from "node:assert/strict";
import { createServer as createTcpServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { createApp } from "../../routes/app.ts";
import { ownTerms } from "../../routes/terms.ts";
import { check } from "../../src/check.ts";
import {
  certificateAuthority,
  issue,
  type IssuedCertificate,
  selfSigned,
} from "../../src/demo/certificates.ts";
import { listenOnLoopback } from "../../src/demo/loopback.ts";
import { toPem } from "../../src/demo/pem.ts";
import { startTlsServer } from "../../src/demo/tls_server.ts";
import { formats } from "../../src/formats/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import { starttlsProtocols } from "../../src/target/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";

/** Each with what a page may hold of it and must hold escaped. */
const strings = [
  "\u001b[2J\u001b[1;1H\u001b]0;owned\u0007",
  "\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\",
  "\u009b31mred\u009c",
  "\u0000NUL\u0008\u0008\u0008BS\u007fDEL",
  "line\r\nX-Injected: 1\r\n\r\nbody",
  "\u2028line\u2029paragraph\u0085next",
  "\u202egnp.exe\u202c\u2066isolated\u2069\u200fmark\u061c",
  "zero\u200bwidth\u200d\u2060\ufeff\u00ad\u{e0041}\u{e0020}",
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `'-alert(1)-'`,
  `</title></style></textarea><svg/onload=alert(1)>`,
  "&lt;b&gt;&#60;&amp;",
  "javascript:alert(1)",
  "${7*7}{{7*7}}<%=7*7%>",
  "%0d%0aX-Injected:%201 %s%n",
  "data: x\n\nevent: report\ndata: {}",
  'probe_success 1\nprobe_success{a="b\\',
  "check OK | x=1;;;0;9",
  "`rm -rf ~`; $(id) | tee",
  "A".repeat(8_000),
  "e\u0301\u0301\u0301".repeat(500),
];

/** One after the other in one name would be cut; so each certificate has one everywhere. */
async function certificateWith(text: string): Promise<readonly [IssuedCertificate, IssuedCertificate]> {
  const short = text.slice(0, 2_000);
  const authority = await certificateAuthority({
    subject: { O: short, CN: `Root ${short}` },
    now: new Date(),
  });
  const leaf = await issue(authority, {
    subject: [
      { type: "CN", value: text },
      { type: "O", value: short },
      { type: "OU", value: short, as: "bmp" },
      { type: "L", value: short, as: "printable" },
      { type: "1.3.6.1.4.1.99999.1", value: short },
    ],
    dnsNames: ["localhost", text, `*.${short}`],
    emailAddresses: [short],
    uris: [`https://${short}/`],
    authorityInfoAccess: { caIssuers: [`http://127.0.0.1:9/${short}`], ocsp: [short] },
    crlDistributionPoints: [short],
  });
  return [leaf, authority];
}

/** Controls but line feed, what turns text round, and what is there without being seen. */
const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** What our own emphasis is made of. */
// deno-lint-ignore no-control-regex
const emphasis = /\u001b\[[0-9;]*m/g;

function assertSafeOnTerminal(text: string, where: string): void {
  const found = unseen.exec(text);
  if (found === null) return;
  const around = text.slice(Math.max(0, found.index - 40), found.index + 40);
  assert.fail(`${where}: ${JSON.stringify(around)}`);
}

function assertSafePage(html: string, where: string): void {
  assertSafeOnTerminal(html, where);
  assert.doesNotMatch(html, /<script>|<img|<svg\/|onerror=alert\(1\)>|<textarea/i, where);
  const tags = html.replace(/="[^"]*"/g, '=""');
  assert.doesNotMatch(tags, /<[^>]+\son\w+=/i, `${where}: an event handler`);
  assert.doesNotMatch(html, /(href|src|action)="\s*(javascript|data):/i, `${where}: a link that runs`);
  assert.equal(html.match(/<script/g)?.length ?? 0, 1, `${where}: one script, from a file`);
  // Every "&" begins an entity: nothing of the peer's is taken for one.
  assert.doesNotMatch(html, /&(?!(amp|lt|gt|quot|#39|apos);)/, where);
}

/** The report of `target` in every format, at every door; the first of them. */
async function assertEveryDoorIsSafe(
  target: string,
  query: Record<string, string>,
  where: string,
): Promise<Report> {
  const { starttls } = query;
  const report = await check(denoRuntime(), target, {
    timeout: 5,
    bytes: true,
    ...(starttls === undefined ? {} : { starttls }),
  });
  for (const [name, format] of Object.entries(formats)) {
    for (const several of [false, true]) {
      for (const color of [false, true]) {
        const text = format(report, { color, width: 80, several, bytes: true });
        assertSafeOnTerminal(color ? text.replace(emphasis, "") : text, `${where} ${name}`);
        if (name === "json") assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(report)), where);
      }
    }
  }
  const app = createApp(denoRuntime(), { termsFor: () => ownTerms });
  const parameters = new URLSearchParams({ target, timeout: "5", ...query });
  const page = await app.request(`/check?${parameters}`);
  assertSafePage(await page.text(), `${where} page`);

  const form = new FormData();
  form.set("report", new File([JSON.stringify(report)], "report.json"));
  const opened = await app.request("/report", { method: "POST", body: form });
  assert.equal(opened.status, 200, where);
  assertSafePage(await opened.text(), `${where} opened`);

  const json = await app.request(`/api/v1/check?${parameters}&bytes=1`);
  assert.equal(json.headers.get("x-injected"), null);
  const body = await json.text();
  assertSafeOnTerminal(body, `${where} JSON`);
  assert.equal(JSON.parse(body).target.input, target);

  const events = await (await app.request(`/api/v1/check/events?${parameters}&bytes=1`)).text();
  assertSafeOnTerminal(events, `${where} events`);
  const blocks = events.split("\n\n").filter((block) => block !== "");
  for (const [index, block] of blocks.entries()) {
    const [id, event, data, ...more] = block.split("\n");
    assert.equal(id, `id: ${index + 1}`, where);
    assert.match(event!, /^event: (step|report)$/, where);
    JSON.parse(data!.replace(/^data: /, ""));
    assert.deepEqual(more, [], where);
  }
  assert.equal(blocks.filter((block) => /^event: report$/m.test(block)).length, 1, where);

  // Every other resource that makes reports: what it is called matters less than that it is safe.
  const probe = await (await app.request(`/probe?${parameters}`)).text();
  assertSafeOnTerminal(probe, `${where} probe`);
  assert.doesNotMatch(probe, /^probe_success 1$/m, where);
  return report;
}

Deno.test("certificates: hostile strings in every field, through every format and door", async (t) => {
  for (const text of strings) {
    const where = JSON.stringify(text.slice(0, 40));
    await t.step(where, async () => {
      const server = await startTlsServer({ chain: await certificateWith(text), protocolVersion: "TLSv1.3" });
      try {
        const { certificates, connection } = await assertEveryDoorIsSafe(
          `localhost:${server.port}`,
          {},
          where,
        );
        assert.ok(connection !== null && certificates.length >= 2, "the certificates were read and told of");
      } finally {
        await server.stop();
      }
    });
  }
});

Deno.test("servers that are not TLS: what they say, through every format and door", async () => {
  for (const text of strings.filter((one) => one.length < 10_000)) {
    for (const greeting of [text, `SSH-2.0-${text}\r\n`, `HTTP/1.1 400 ${text}\r\nServer: ${text}\r\n\r\n`]) {
      const server = await listenOnLoopback(() => createTcpServer((socket) => socket.end(greeting)));
      try {
        await assertEveryDoorIsSafe(`localhost:${server.port}`, {}, JSON.stringify(greeting.slice(0, 40)));
      } finally {
        await server.stop();
      }
    }
  }
});

Deno.test("servers behind TLS: what they answer to the request of step 9, through every format and door", async () => {
  const leaf = await selfSigned({ dnsNames: ["localhost"], now: new Date() });
  for (const text of strings.filter((one) => one.length < 10_000)) {
    const fields = ["Server", "Strict-Transport-Security", "Alt-Svc", text].map((name) => `${name}: ${text}`);
    const answer = ["HTTP/1.1 200 OK", ...fields, "Connection: close", "", ""].join("\r\n");
    const server = await listenOnLoopback(() => {
      const tls = createTlsServer({
        cert: leaf.pem,
        key: toPem("PRIVATE KEY", leaf.key.pkcs8),
        ALPNProtocols: ["http/1.1"],
      });
      tls.on("tlsClientError", () => {});
      tls.on("secureConnection", (socket) => {
        socket.on("error", () => {});
        socket.once("data", () => socket.end(answer));
      });
      return tls;
    });
    try {
      await assertEveryDoorIsSafe(
        `localhost:${server.port}`,
        { alpn: "http/1.1", native: "0" },
        JSON.stringify(text.slice(0, 40)),
      );
    } finally {
      await server.stop();
    }
  }
});

Deno.test("servers that are asked for STARTTLS: what they say, through every format and door", async () => {
  for (const starttls of starttlsProtocols) {
    const text = strings.filter((one) => one.length < 500).join("");
    for (const greeting of [`220 ${text}\r\n`, `* OK ${text}\r\n`, `+OK ${text}\r\n`, text]) {
      const server = await listenOnLoopback(() => createTcpServer((socket) => socket.end(greeting)));
      try {
        await assertEveryDoorIsSafe(
          `localhost:${server.port}`,
          { starttls },
          `${starttls} ${greeting.slice(0, 5)}`,
        );
      } finally {
        await server.stop();
      }
    }
  }
});
