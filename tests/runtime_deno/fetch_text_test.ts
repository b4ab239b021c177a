import assert from "node:assert/strict";
import { fetchText, isWebAddress } from "../../src/runtime/fetch_text.ts";

function serve(answer: (request: Request) => Response) {
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, answer);
}

Deno.test("a text is fetched whole, as UTF-8", async () => {
  const text = "ü".repeat(200_000);
  await using server = serve(() => new Response(text));
  assert.equal(await fetchText(`http://127.0.0.1:${server.addr.port}/log_list.json`), text);
});

Deno.test("an answer that is none, a redirect and too long a text are refused", async () => {
  await using server = serve((request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/moved") return Response.redirect(new URL("/", request.url));
    if (pathname === "/long") return new Response(new Uint8Array(9 * 1_048_576));
    return new Response("", { status: 404, statusText: "Not Found" });
  });
  const at = (path: string) => fetchText(`http://127.0.0.1:${server.addr.port}${path}`);
  await assert.rejects(at("/missing"), { message: "the server answers 404 Not Found" });
  await assert.rejects(at("/moved"), TypeError);
  await assert.rejects(at("/long"), /more than 8388608 octets/);
});

Deno.test("without encryption nothing is fetched from elsewhere", async () => {
  for (
    const address of ["http://192.0.2.7/", "http://localhost.example/", "ftp://127.0.0.1/", "file:///etc"]
  ) {
    await assert.rejects(fetchText(address), /does not begin with https:/, address);
  }
});

Deno.test("an address of the web is told from a path", () => {
  for (const text of ["https://a.example/list.json", "HTTP://127.0.0.1:8000/"]) assert.ok(isWebAddress(text));
  for (const text of ["list.json", "/etc/list.json", "C:\\list.json", "https:", "https://", "ftp://a/"]) {
    assert.ok(!isWebAddress(text), text);
  }
});
