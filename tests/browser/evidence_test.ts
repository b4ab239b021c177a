/** Taking a session home, from the form to the file. */
import assert from "node:assert/strict";
import { unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { type AppOptions, createApp } from "../../routes/app.ts";
import { ownTerms } from "../../routes/terms.ts";
import { axe, complaints, launchBrowser, serve } from "../support/browser.ts";
import { MemoryRuntime } from "../support/memory_runtime.ts";
import { answering, httpOk, tlsServer } from "../support/peers.ts";
import { blocksOf } from "../support/pcapng.ts";

Deno.test("by keyboard alone: ask for evidence with the check, and download it", async () => {
  await using open = await openPage();
  const { page, found } = open;
  await page.keyboard.type("server.example");
  await page.locator("details.options > summary").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("checkbox", { name: /packets and keys/ }).focus();
  await page.keyboard.press("Space");
  await page.locator("#target").focus();
  await page.keyboard.press("Enter");
  await page.locator("section.evidence").waitFor();
  assert.match(page.url(), /[?&]evidence=1/);

  const archive = await download(page, "Everything, in one archive");
  assert.match(archive.name, /^server\.example-443-.*\.zip$/);
  assert.equal(Object.keys(unzipSync(archive.octets)).length, 4);
  const capture = await download(page, "Capture with its keys inside (pcapng)");
  assert.ok(blocksOf(capture.octets).some(({ type }) => type === 10));
  assert.deepEqual(found, []);
});

for (const [title, options] of [["kept here", {}], ["made anew", { keepsEvidence: false }]] as const) {
  Deno.test(`evidence ${title}: axe finds nothing, and it fits the narrowest screen`, async () => {
    await using open = await openPage(options);
    const { page, origin, found } = open;
    await page.goto(`${origin}/check?target=server.example&evidence=1`);
    await page.locator("section.evidence").waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await axe(page), [], colorScheme);
    }
    await page.setViewportSize({ width: 320, height: 800 });
    assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 320);
    assert.deepEqual(found, []);
  });
}

async function download(page: Page, link: string) {
  await page.getByRole("link", { name: link }).focus();
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  return { name: file.suggestedFilename(), octets: await Deno.readFile((await file.path())!) };
}

async function openPage(options: AppOptions = {}) {
  const runtime = new MemoryRuntime({ peer: tlsServer({ application: answering(httpOk) }) });
  const { origin, stop } = serve(createApp(runtime, { termsFor: () => ownTerms, ...options }).fetch);
  const browser = await launchBrowser();
  const page = await browser.newPage();
  const found = complaints(page);
  await page.goto(origin);
  return {
    page,
    found,
    origin,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await stop();
    },
  };
}
