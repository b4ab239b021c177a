/** The byte view in a real browser: marks by pointer and by keyboard, without script, narrow, dark, in forced colours. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { createApp } from "../../routes/app.ts";
import { ownTerms } from "../../routes/terms.ts";
import type { Report } from "../../src/report/mod.ts";
import { noRuntime } from "../routes/support.ts";
import { axe, complaints, launchBrowser, serve } from "../support/browser.ts";
import { everyByteOf, everyByteScripts } from "../support/every_byte.ts";

const reports: Readonly<Record<string, Report>> = Object.fromEntries(
  await Promise.all(
    Object.entries(everyByteScripts).map(async ([name, script]) =>
      [name, await everyByteOf(script)] as const
    ),
  ),
);

const app = createApp(noRuntime, {
  check: (_runtime, target) => Promise.resolve(reports[target]!),
  async *checkEvents(_runtime, target) {
    await Promise.resolve();
    yield { type: "report", report: reports[target]! };
  },
  termsFor: () => ownTerms,
});

const random = reports["tls13"]!.messages[0]!.fields.findIndex(({ name }) => name === "random");
const octetsOfRandom = `#m0-${random}`;

Deno.test("pointing at octets marks their field, and pointing at a field marks its octets", async () => {
  await using open = await openPage("tls13");
  const { page, found } = open;
  await unfold(page);
  await page.locator(octetsOfRandom).hover();
  await assertMarked(page, octetsOfRandom);
  assert.match(await page.locator("tr.on").innerText(), /random/);
  await page.locator(".message-view .keys").first().hover();
  await page.locator(`tr:has(> th > a[href="#m0-0"])`).hover();
  await assertMarked(page, "#m0-0");
  assert.deepEqual(found, []);
});

Deno.test("a click on octets goes to their field, and the structure around them can be reached", async () => {
  await using open = await openPage("tls13");
  const { page } = open;
  await unfold(page);
  await page.locator(octetsOfRandom).click();
  assert.equal(await page.evaluate("document.activeElement.hash"), octetsOfRandom);
  const body = page.locator(".message-view a.name", { hasText: /^body$/ }).first();
  await body.focus();
  await assertMarked(page, (await body.getAttribute("href"))!);
  assert.ok((await page.locator(".hex .on").first().innerText()).length > 3000);
});

Deno.test("by keyboard alone: one stop for the tab key, and the arrow keys go from field to field", async () => {
  await using open = await openPage("tls13");
  const { page, found } = open;
  const summary = page.locator(".messages summary").first();
  await summary.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate("document.activeElement.className"), "hex");
  await page.keyboard.press("Tab");
  await assertMarked(page, "#m0-0");
  for (const [key, field] of [["ArrowDown", 1], ["ArrowDown", 2], ["ArrowUp", 1], ["Home", 0]] as const) {
    await page.keyboard.press(key);
    await assertMarked(page, `#m0-${field}`);
  }
  await page.keyboard.press("End");
  const last = await page.evaluate("document.activeElement.hash") as string;
  await assertMarked(page, last);
  assert.ok(await inItsBox(page, last), "the octets are scrolled to");
  assert.equal(await page.locator(".message-view table").first().locator('a.name[tabindex="0"]').count(), 1);
  assert.deepEqual(found, []);
});

Deno.test("without script every field is there, and its link marks its octets", async () => {
  await using open = await openPage("tls13", { javaScriptEnabled: false });
  const { page, found } = open;
  await page.locator(".messages summary").first().click();
  assert.equal(await page.locator(".keys").first().isVisible(), false, "no word of what does not work");
  await page.locator(`a[href="${octetsOfRandom}"]`).click();
  const [marked, other] = await Promise.all([background(page, octetsOfRandom), background(page, "#m0-0")]);
  assert.notEqual(marked, other);
  assert.deepEqual(found, []);
});

Deno.test("each line has eight octets or sixteen, as the offsets beside it count them", async () => {
  await using open = await openPage("tls13");
  const { page } = open;
  for (const width of [320, 414, 700, 1000, 1280, 1600]) {
    await page.setViewportSize({ width, height: 900 });
    await unfold(page);
    const uneven = await page.evaluate(`[...document.querySelectorAll(".hex")].flatMap((hex) => {
      const offsets = [...hex.querySelectorAll(".offsets")].filter((one) => one.checkVisibility());
      const lines = offsets[0].textContent.split("\\n").length;
      const height = parseFloat(getComputedStyle(hex).lineHeight);
      const shown = Math.round(hex.querySelector("code").getBoundingClientRect().height / height);
      return offsets.length === 1 && lines === shown ? [] : [hex.ariaLabel + ": " + lines + " and " + shown];
    })`);
    assert.deepEqual(uneven, [], `${width}`);
  }
});

Deno.test("every byte renders wide and narrow, light and dark, without a complaint or a sideways scroll", async (t) => {
  const folder = await Deno.makeTempDir({ prefix: "bytes-" });
  for (const name of Object.keys(reports)) {
    await t.step(name, async () => {
      await using open = await openPage(name);
      const { page, found } = open;
      for (const width of [1280, 768, 320]) {
        for (const colorScheme of ["light", "dark"] as const) {
          await page.setViewportSize({ width, height: 1000 });
          await page.emulateMedia({ colorScheme });
          await unfold(page);
          await page.locator(".messages details").nth(1).screenshot({
            path: `${folder}/${name}-${width}-${colorScheme}.png`,
          });
          assert.equal(
            await page.evaluate("document.documentElement.scrollWidth"),
            width,
            `${name} at ${width}`,
          );
        }
      }
      assert.deepEqual(found, []);
    });
  }
  console.log(`    screenshots: ${folder}`);
});

Deno.test("axe finds nothing to complain of, light and dark, with a field marked", async () => {
  for (const name of ["tls13", "tls12_cbc"]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await using open = await openPage(name);
      const { page } = open;
      await page.emulateMedia({ colorScheme });
      await unfold(page);
      await page.locator(".message-view a.name").nth(4).focus();
      assert.deepEqual(await axe(page), [], `${name} ${colorScheme}`);
    }
  }
});

Deno.test("in forced colours a mark is an outline", async () => {
  await using open = await openPage("tls13");
  const { page } = open;
  await page.emulateMedia({ forcedColors: "active" });
  await unfold(page);
  await page.locator(".message-view a.name").nth(4).focus();
  assert.equal(
    await page.evaluate(`getComputedStyle(document.querySelector(".hex .on")).outlineStyle`),
    "solid",
  );
});

Deno.test("a saved report is opened by the form, without script, and every byte is there", async () => {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  await Deno.writeTextFile(path, JSON.stringify(reports["tls13"]));
  await using open = await openPage("tls13", { javaScriptEnabled: false });
  const { page, found } = open;
  await page.goto(new URL("/", page.url()).href);
  await page.locator("#report").setInputFiles(path);
  await page.locator(".open-report button").click();
  await page.waitForURL("**/report");
  assert.equal(await page.locator("h1").innerText(), "server.example");
  await page.locator(".messages summary").first().click();
  assert.ok(await page.locator(octetsOfRandom).isVisible());
  assert.deepEqual(found, []);
  await Deno.remove(path);
});

Deno.test("what is no report is said beside the field, and axe finds nothing in the form", async () => {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  await Deno.writeTextFile(path, "hello");
  await using open = await openPage("tls13");
  const { page } = open;
  await page.goto(new URL("/", page.url()).href);
  assert.deepEqual(await axe(page), []);
  await page.locator("#report").setInputFiles(path);
  await page.locator(".open-report button").click();
  await page.waitForURL("**/report");
  assert.match(await page.locator("#report-error").innerText(), /It is not JSON/);
  assert.deepEqual(await axe(page), []);
  await Deno.remove(path);
});

async function assertMarked(page: Page, octets: string): Promise<void> {
  assert.deepEqual(
    await page.evaluate(`[...document.querySelectorAll(".hex .on")].map((one) => "#" + one.id)`),
    [octets],
  );
  const links = await page.evaluate(
    `[...document.querySelectorAll("tr.on a.name")].map((link) => link.hash)`,
  );
  assert.deepEqual(links, [octets]);
}

function inItsBox(page: Page, octets: string): Promise<unknown> {
  return page.evaluate(`(() => {
    const octets = document.querySelector("${octets}").getBoundingClientRect();
    const box = document.querySelector("${octets}").closest(".hex").getBoundingClientRect();
    return octets.top >= box.top - 1 && octets.top < box.bottom;
  })()`);
}

function background(page: Page, octets: string): Promise<string> {
  return page.evaluate(`getComputedStyle(document.querySelector("${octets}")).backgroundColor`);
}

async function unfold(page: Page): Promise<void> {
  await page.evaluate(`document.querySelectorAll("details").forEach((details) => { details.open = true; })`);
}

async function openPage(target: string, options: { javaScriptEnabled?: boolean } = {}): Promise<
  { page: Page; found: string[] } & AsyncDisposable
> {
  const { origin, stop } = serve(app.fetch);
  const browser = await launchBrowser();
  const page = await browser.newPage(options);
  const found = complaints(page);
  await page.goto(`${origin}/check?target=${target}&bytes=1`);
  await page.locator(".report .messages").first().waitFor();
  return {
    page,
    found,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await stop();
    },
  };
}
