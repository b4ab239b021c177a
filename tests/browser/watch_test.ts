import assert from "node:assert/strict";
import { createWatchApp } from "../../routes/watch/app.ts";
import { axe, complaints, launchBrowser, serve } from "../support/browser.ts";
import { view } from "../watch/samples.ts";

Deno.test("watched targets fit wide and narrow, light and dark, without a complaint, axe's included", async () => {
  const { origin, stop } = serve(createWatchApp(view, null).fetch);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const found = complaints(page);
    for (const path of ["/watch", "/watch?target=www.example.com"]) {
      for (const colorScheme of ["light", "dark"] as const) {
        for (const width of [1280, 320]) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          await page.goto(origin + path);
          assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width, path);
        }
        assert.deepEqual(await axe(page), [], `${path} ${colorScheme}`);
      }
    }
    await page.goto(origin);
    await page.locator(".watched").getByRole("link", { name: "www.example.com", exact: true }).click();
    assert.equal(await page.locator("h1").innerText(), "www.example.com");
    assert.deepEqual(found, []);
  } finally {
    await browser.close();
    await stop();
  }
});
