/** Everything without a mouse: from the field to the report, into a step, to a copied configuration, and back. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { createApp } from "../../routes/app.ts";
import { samples } from "../routes/every_sample.ts";
import { noRuntime } from "../routes/support.ts";
import { complaints, launchBrowser, serve } from "../support/browser.ts";

Deno.test("a report is read, opened and copied from by keyboard, and its target is found again", async () => {
  const app = createApp(noRuntime, {
    check: (_runtime, target) => Promise.resolve(samples[target] ?? samples["withMessages"]!),
  });
  const { origin, stop } = serve(app.fetch);
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    const found = complaints(page);
    await page.goto(origin);
    await page.keyboard.type("incomplete");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/check?target=incomplete");
    await page.locator("article.report").waitFor();

    await tabTo(page, 'a[href="#client_hello"]');
    await page.keyboard.press("Enter");
    await page.locator("#client_hello details[open]").first().waitFor();

    await page.keyboard.press("Home");
    await tabTo(page, ".configuration > summary");
    await page.keyboard.press("Enter");
    await tabTo(page, ".snippet .copy");
    await page.keyboard.press("Enter");
    await page.getByText("Copied").waitFor();
    assert.match(
      await page.evaluate("navigator.clipboard.readText()") as string,
      /^server \{\n {4}listen 443 ssl;\n[^]*ssl_certificate \S+\/fullchain\.pem;[^]*\n\}$/,
    );

    await page.goto(origin);
    await page.locator(".recent a").waitFor();
    assert.equal(await page.evaluate("document.activeElement.id"), "target", "the field has the focus");
    await tabTo(page, ".recent a");
    assert.equal(await page.evaluate("document.activeElement.textContent"), "www.example.com");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/check?target=incomplete");
    await page.goto(origin);
    await tabTo(page, ".recent button");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".recent a").count(), 0);
    assert.equal(await page.evaluate("document.activeElement.id"), "target");
    assert.equal(await page.evaluate("localStorage.length"), 0, "nothing is left of them");
    assert.deepEqual(found, []);
  } finally {
    await browser.close();
    await stop();
  }
});

Deno.test("what stands in the browser's store is no more trusted than anything else", async () => {
  const { origin, stop } = serve(createApp(noRuntime).fetch);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const found = complaints(page);
    page.on("dialog", () => assert.fail("a script of the store ran"));
    await page.goto(origin);
    const hostile = [
      { name: "<img src=x onerror=alert(1)>", query: "?target=a" },
      { name: "b", query: "javascript:alert(1)" },
      { name: 1, query: "?target=c" },
      null,
    ];
    for (const kept of [JSON.stringify(hostile), "no JSON", "{}", "null"]) {
      await page.evaluate(`localStorage.setItem("recent", ${JSON.stringify(kept)})`);
      await page.reload();
      await page.waitForLoadState("networkidle");
      const links = await page.evaluate(
        `[...document.querySelectorAll(".recent a")].map((link) => link.textContent + " " + link.getAttribute("href"))`,
      );
      const expected = kept[0] === "[" ? ["<img src=x onerror=alert(1)> /check?target=a"] : [];
      assert.deepEqual(links, expected, kept);
    }
    assert.equal(await page.locator(".recent img").count(), 0);
    assert.deepEqual(found, []);
  } finally {
    await browser.close();
    await stop();
  }
});

/** Presses Tab until what is wanted has the focus, as people do. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
  }
  assert.fail(`${selector} is not reached by Tab`);
}
