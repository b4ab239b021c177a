/**
 * `deno task picture`: the picture of the page in the README. A real check of an embedded server, which answers under
 * a name and an address that are meant for documentation (RFC 2606, RFC 5737), some milliseconds away.
 */
import { createApp } from "../../routes/app.ts";
import { ownTerms } from "../../routes/terms.ts";
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { startTlsServer } from "../../src/demo/tls_server.ts";
import type { Runtime } from "../../src/net/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { launchBrowser, serve } from "../support/browser.ts";
import { slowRuntime } from "../support/slow_runtime.ts";

const path = new URL("../../routes/page/picture.png", import.meta.url);
const hostname = "www.example.com";
const size = { width: 1160, height: 1360 };
const mostOctets = 200_000;
const day = 86_400_000;

const now = new Date();
const root = await certificateAuthority({ subject: { O: "Example Trust", CN: "Example Root" }, now });
const intermediate = await certificateAuthority({
  issuer: root,
  subject: { O: "Example Trust", CN: "Example Intermediate" },
});
const leaf = await issue(intermediate, {
  dnsNames: [hostname, "example.com"],
  notBefore: new Date(+now - 48 * day),
  notAfter: new Date(+now - 3 * day),
});
const server = await startTlsServer({ chain: [leaf, intermediate], protocolVersion: "TLSv1.3" });
const app = createApp(slowRuntime(elsewhere(denoRuntime(), server.port), 9), {
  termsFor: () => ownTerms,
  defaults: { anchors: [root.pem], noNative: true },
});
const { origin, stop } = serve(app.fetch);
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: size, colorScheme: "light" });
  // Once before, so that nothing is compiled while the picture is taken.
  for (let round = 0; round < 2; round++) await page.goto(`${origin}/check?target=${hostname}&max_age=0`);
  await page.locator("article.report").waitFor();
  await page.screenshot({ path: path.pathname });
} finally {
  await browser.close();
  await stop();
  await server.stop();
}
const { size: octets } = await Deno.stat(path);
console.log(`routes/page/picture.png, ${octets} bytes`);
if (octets >= mostOctets) throw new Error(`The picture is larger than ${mostOctets} bytes`);

/** Every name leads to one address, and every connection to a port of this machine. */
function elsewhere(runtime: Runtime, port: number): Runtime {
  return {
    ...runtime,
    resolve: () => Promise.resolve([{ address: "192.0.2.7", family: 4 as const }]),
    dial: (_address, _port, deadline) => runtime.dial("127.0.0.1", port, deadline),
  };
}
