import assert from "node:assert/strict";
import { createApp } from "../../routes/app.ts";
import { termsOnLoopback } from "../../routes/terms_for.ts";
import { startGallery } from "../../src/demo/gallery.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { complaints, launchBrowser, serve } from "../support/browser.ts";

const words = { pass: "Pass", warn: "Warning", fail: "Fail", unknown: "Could not check" };

Deno.test("real checks of the gallery, from the first page to each report, wide and narrow, light and dark", async (t) => {
  const gallery = await startGallery({ now: new Date() });
  const app = createApp(denoRuntime(), {
    termsFor: termsOnLoopback,
    defaults: { timeout: 3 },
    gallery: gallery.servers.map((server) => ({ ...server, anchors: [gallery.anchorsPem] })),
  });
  const { origin, stop } = serve(app.fetch);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const found = complaints(page);
    for (const { title, target, expected } of gallery.servers) {
      await t.step(title, async () => {
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.goto(origin);
        await page.getByRole("link", { name: title, exact: true }).click();
        await page.waitForURL("**/check?*");
        assert.equal((await page.locator(".word").innerText()).trim(), words[expected.verdict]);
        assert.equal(await page.locator("h1").innerText(), target);
        assert.deepEqual(
          await page.locator(".strip .number").allInnerTexts(),
          ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
        );
        await page.evaluate(
          `document.querySelectorAll("details").forEach((details) => { details.open = true; })`,
        );
        for (const width of [1280, 320]) {
          for (const colorScheme of ["light", "dark"] as const) {
            await page.setViewportSize({ width, height: 900 });
            await page.emulateMedia({ colorScheme });
            assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width, colorScheme);
          }
        }
        const { length } = await page.content();
        assert.ok(length < 100_000, `${length} characters`);
        assert.deepEqual(found.splice(0), []);
      });
    }
  } finally {
    await browser.close();
    await stop();
    await gallery.stop();
  }
});
