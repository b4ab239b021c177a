/** No server that takes lines in the clear is sent octets that somebody else chose. */
import assert from "node:assert/strict";
import { createApp } from "../../routes/app.ts";
import { ownTerms } from "../../routes/terms.ts";
import { starttlsPorts } from "../../src/net/policy_ports.ts";
import { recordingRuntime } from "../support/recording_runtime.ts";

const address = "9.9.9.9";
const names = { "mx.example": [address] };

const commands = "x\r\nHELO a.example\r\nMAIL FROM:<a@a.example>\r\nDATA\r\n.\r\n";

async function ask(query: Record<string, string>, terms = {}) {
  const { runtime, reached } = recordingRuntime(names);
  const app = createApp(runtime, terms);
  const response = await app.request(`/api/v1/check?${new URLSearchParams({ native: "0", ...query })}`);
  return { status: response.status, answer: await response.json(), reached };
}

Deno.test("a port that begins in the clear is 403 without STARTTLS, however it is written", async () => {
  for (const [port, scheme] of starttlsPorts) {
    for (
      const query of [
        { target: `mx.example:${port}` },
        { target: `${address}:${port}` },
        { target: `[2620:fe::fe]:${port}` },
        { target: `tls://mx.example:${port}` },
        { target: `https://mx.example:${port}/` },
        { target: `smtps://mx.example:${port}` },
        { target: "mx.example", port: String(port) },
        { target: "imaps://mx.example", port: String(port) },
      ]
    ) {
      const { status, answer, reached } = await ask({ ...query, alpn: "h2" });
      assert.equal(status, 403, JSON.stringify(query));
      assert.match(JSON.stringify(answer), new RegExp(`${scheme}://`), "it says how to");
      assert.deepEqual(reached, []);
    }
  }
});

Deno.test("the scheme that is proposed is taken, and so is STARTTLS by name", async () => {
  for (const port of starttlsPorts.keys()) {
    const { answer } = await ask({ target: `mx.example:${port}` });
    const [proposed] = /[a-z0-9-]+:\/\/[^"\\]+/.exec(answer.hint)!;
    for (const query of [{ target: proposed }, { target: `mx.example:${port}`, starttls: "smtp" }]) {
      const { status, reached } = await ask(query);
      assert.equal(status, 200, JSON.stringify(query));
      assert.deepEqual(reached, [`dial ${address} ${port}`]);
    }
  }
});

Deno.test("there is no name for no STARTTLS", async () => {
  for (const starttls of ["", "none", "no", "tls", "https", "smtps"]) {
    const { status, reached } = await ask({ target: "mx.example:25", starttls });
    assert.equal(status, 400, starttls);
    assert.deepEqual(reached, []);
  }
});

Deno.test("whoever could connect there without us is let through", async () => {
  const { status, reached } = await ask({ target: "mx.example:25" }, { termsFor: () => ownTerms });
  assert.equal(status, 200);
  assert.deepEqual(reached, [`dial ${address} 25`]);
});

Deno.test("nothing of a ClientHello that is chosen by who asks has a control character in it", async () => {
  for (const target of ["mx.example:8443", "mx.example:80", "smtp://mx.example"]) {
    for (
      const query of [
        { alpn: commands },
        { alpn: `h2,${commands}` },
        { alpn: "x\nQUIT" },
        { alpn: "x\ty" },
        { alpn: "x\0y" },
        { alpn: "x y" },
        { alpn: "\u00e9" },
        { alpn: "\u010a" },
        { sni: commands },
        { sni: "a%0d%0aHELO.example" },
        { sni: "a b.example" },
        { sni: "a\u0000b.example" },
      ]
    ) {
      for (const terms of [{}, { termsFor: () => ownTerms }]) {
        const { status, reached } = await ask({ target, ...query }, terms);
        assert.equal(status, 400, JSON.stringify(query));
        assert.deepEqual(reached, []);
      }
    }
  }
});
