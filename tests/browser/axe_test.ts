/** WCAG 2.2 AA, as far as axe-core can tell, in every state of the page. */
import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { createApp } from "../../routes/app.ts";
import { publicTerms } from "../../routes/terms.ts";
import { termsOnLoopback } from "../../routes/terms_for.ts";
import type { CheckEvent } from "../../src/check.ts";
import { check } from "../../src/check.ts";
import { startGallery } from "../../src/demo/gallery.ts";
import type { Report } from "../../src/report/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { samples } from "../routes/every_sample.ts";
import { noRuntime } from "../routes/support.ts";
import { launchBrowser, serve } from "../support/browser.ts";

/** Beside WCAG's, what axe holds for good practice: landmarks, headings, labels. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A report with every byte, of a real server. */
const withBytes = await realReport();

interface State {
  readonly name: string;
  readonly path: string;
  readonly prepare?: (page: Page) => Promise<unknown>;
}

const states: readonly State[] = [
  { name: "form", path: "/" },
  { name: "form with its options and the last targets", path: "/", prepare: withRecentAndOptions },
  {
    name: "running",
    path: "/check?target=running",
    prepare: (page) => page.locator(".live .is-pass").first().waitFor(),
  },
  { name: "pass", path: "/check?target=passing" },
  { name: "pass, with everything open", path: "/check?target=withMessages", prepare: openEverything },
  { name: "warn", path: "/check?target=expiring", prepare: openEverything },
  { name: "fail", path: "/check?target=expired", prepare: openEverything },
  { name: "fail, with a certificate to add", path: "/check?target=incomplete", prepare: openEverything },
  { name: "fail before the handshake", path: "/check?target=hostNotFound" },
  { name: "unknown", path: "/check?target=unreachable" },
  { name: "hostile", path: "/check?target=hostileEverywhere", prepare: openEverything },
  { name: "invalid target", path: "/check?target=not%20a%20host" },
  { name: "invalid option", path: "/check?target=example.com&port=x" },
  { name: "too many", path: "/check?target=refused" },
  { name: "nothing there", path: "/nothing" },
  { name: "the API", path: "/docs", prepare: openEverything },
  { name: "byte view", path: "/check?target=bytes&bytes=1", prepare: openEverything },
];

Deno.test("axe finds no violation in any state, light and dark, wide and narrow", async (t) => {
  const app = createApp(noRuntime, {
    checkEvents: (_runtime, target) => events(target),
    termsFor: (request) =>
      request.url.includes("refused")
        ? { ...publicTerms, clientLimiter: { take: () => Promise.resolve(7) } }
        : termsOnLoopback(request),
    gallery: [{ title: "Expired", target: "expired", explanation: "The certificate ran out.", anchors: [] }],
  });
  const { origin, stop } = serve(app.fetch);
  const browser = await launchBrowser();
  try {
    for (const { name, path, prepare } of states) {
      await t.step(name, async () => {
        for (const [width, colorScheme] of [[1280, "light"], [320, "dark"]] as const) {
          const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
          await page.goto(origin + path, { waitUntil: name === "running" ? "commit" : "load" });
          await prepare?.(page);
          assert.deepEqual(await violations(page), [], `${width} ${colorScheme}`);
          await page.close();
        }
      });
    }
  } finally {
    await browser.close();
    await stop();
  }
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(`(async () => {
    const { violations } = await axe.run({
      runOnly: { type: "tag", values: ${JSON.stringify(tags)} },
      rules: { "target-size": { enabled: true } },
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => id + ": " + html.slice(0, 160) + " " + failureSummary));
  })()`) as string[];
}

async function* events(target: string): AsyncGenerator<CheckEvent> {
  const report = target === "bytes" ? withBytes : samples[target] ?? samples["passing"]!;
  for (const step of report.steps.slice(0, 5)) yield { type: "step", step };
  if (target === "running") await new Promise((resolve) => setTimeout(resolve, 8_000));
  yield { type: "report", report };
}

async function openEverything(page: Page): Promise<void> {
  await page.evaluate(`document.querySelectorAll("details").forEach((details) => { details.open = true; })`);
}

async function withRecentAndOptions(page: Page): Promise<void> {
  await page.evaluate(
    `localStorage.setItem("recent", JSON.stringify([{ name: "example.com", query: "?target=example.com" }]))`,
  );
  await page.reload();
  await page.locator(".recent a").waitFor();
  await openEverything(page);
}

async function realReport(): Promise<Report> {
  const gallery = await startGallery({ now: new Date() });
  try {
    const [healthy] = gallery.servers;
    return await check(denoRuntime(), healthy!.target, { anchors: [gallery.anchorsPem], bytes: true });
  } finally {
    await gallery.stop();
  }
}
