/** What the page may cost: octets, requests, and what a visitor waits for. */
import assert from "node:assert/strict";
import { createApp } from "../../routes/app.ts";
import { termsOnLoopback } from "../../routes/terms_for.ts";
import { startGallery } from "../../src/demo/gallery.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { complaints, launchBrowser, serve } from "../support/browser.ts";

const wholePage = 100 * 1024;
const wholeScript = 10 * 1024;

Deno.test("a real report, whole: one stylesheet, one script under 10 KB, all of it under 100 KB, nothing from elsewhere", async () => {
  const gallery = await startGallery({ now: new Date() });
  const app = createApp(denoRuntime(), {
    termsFor: termsOnLoopback,
    gallery: gallery.servers.map((server) => ({ ...server, anchors: [gallery.anchorsPem] })),
  });
  const { origin, stop } = serve(app.fetch);
  const browser = await launchBrowser();
  try {
    for (const title of ["Healthy, TLS 1.3", "Healthy, TLS 1.2", "Expired"]) {
      const page = await browser.newPage();
      const found = complaints(page);
      const bodies: Promise<[type: string, octets: number]>[] = [];
      page.on("response", (response) => {
        const type = response.request().resourceType();
        // The events are over before the page is; the icon is the browser's own wish.
        if (type !== "eventsource") bodies.push(response.body().then(({ length }) => [type, length]));
        assert.ok(response.url().startsWith(origin), response.url());
      });
      const { target } = gallery.servers.find((server) => server.title === title)!;
      await page.goto(`${origin}/check?target=${target}`, { waitUntil: "networkidle" });
      const sizes = await Promise.all(bodies);
      const of = (type: string) => sizes.filter(([one]) => one === type).map(([, octets]) => octets);
      assert.equal(of("document").length, 1);
      assert.equal(of("stylesheet").length, 1);
      assert.equal(of("script").length, 1);
      assert.ok(of("script")[0]! < wholeScript, `script: ${of("script")}`);
      const whole = sizes.reduce((sum, [, octets]) => sum + octets, 0);
      assert.ok(whole < wholePage, `${title}: ${JSON.stringify(sizes)} is ${whole}`);
      assert.equal(await page.locator("[style], style, script:not([src])").count(), 0);
      assert.deepEqual(found, []);
      await page.close();
    }
  } finally {
    await browser.close();
    await stop();
    await gallery.stop();
  }
});
