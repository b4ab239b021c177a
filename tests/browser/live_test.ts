/** The page while a check runs, against servers that take their time. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { createApp } from "../../routes/app.ts";
import { termsOnLoopback } from "../../routes/terms_for.ts";
import type { CheckEvent } from "../../src/check.ts";
import { startGallery } from "../../src/demo/gallery.ts";
import type { Report, Step } from "../../src/report/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { wireOrder } from "../../src/steps/mod.ts";
import { hostileEverywhere, withMessages } from "../routes/samples.ts";
import { noRuntime } from "../routes/support.ts";
import { complaints, launchBrowser, serve } from "../support/browser.ts";
import { expired } from "../support/report_samples.ts";
import { slowRuntime } from "../support/slow_runtime.ts";

const inOrder = wireOrder(0x0304);

Deno.test("a slow server's steps appear as they happen, in the order of the wire, before the report", async () => {
  const gallery = await startGallery({ now: new Date() });
  const requests: string[] = [];
  const app = createApp(slowRuntime(denoRuntime(), 250), {
    termsFor: termsOnLoopback,
    gallery: gallery.servers.map((server) => ({ ...server, anchors: [gallery.anchorsPem] })),
  });
  const { origin, stop } = serve((request) => {
    requests.push(new URL(request.url).pathname);
    return app.fetch(request);
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const found = complaints(page);
    await page.addInitScript(record);
    await page.goto(origin);
    await page.getByRole("link", { name: "Healthy, TLS 1.3", exact: true }).click();
    await page.locator(".report").waitFor();
    const seen = await seenBy(page);
    const settled = seen.filter(({ what }) => what.startsWith("step ")).map(({ what }) => what.slice(5));
    assert.deepEqual(settled, inOrder.filter((id) => id !== "starttls").map((id) => `${id} is-pass`));
    const at = (what: string) => seen.find((entry) => entry.what === what)!.at;
    assert.ok(at("step tcp is-pass") - at("step dns is-pass") > 100, "each when it happens");
    assert.ok(at("step server_hello is-pass") - at("step tcp is-pass") > 100);
    assert.ok(at("report") - at("step server_hello is-pass") > 100);
    assert.equal(requests.filter((path) => path === "/api/v1/check/events").length, 1);
    assert.equal(await page.locator(".live").count(), 0, "the report has taken its place");
    assert.match(await page.title(), /^Pass: /);
    assert.match(await page.locator("main > [role=status]").innerText(), /^Pass: /, "and it is announced");
    assert.ok(await firstPaint(page) < at("report"), "something is seen before the check ends");
    assert.deepEqual(found, []);
  } finally {
    await browser.close();
    await stop();
    await gallery.stop();
  }
});

Deno.test("nothing moves while the steps come and the report takes their place", async () => {
  for (const report of [withMessages, expired]) {
    for (const width of [1280, 320]) {
      await using open = await openPage(report);
      const { page, origin } = open;
      await page.setViewportSize({ width, height: 900 });
      await page.addInitScript(record);
      await page.goto(`${origin}/check?target=example.com`);
      await page.locator(".report").waitFor();
      await page.waitForTimeout(200);
      assert.deepEqual(await page.evaluate("moved"), [], `${report.verdict} at ${width}`);
      assert.equal(await page.evaluate("shift"), 0, `${report.verdict} at ${width}`);
    }
  }
});

Deno.test("one page is one check, though its script asks for the steps too", async () => {
  await using open = await openPage(withMessages);
  const { page, origin, checks } = open;
  await page.goto(`${origin}/check?target=example.com`);
  await page.locator(".report").waitFor();
  assert.deepEqual(checks, ["example.com"]);
});

Deno.test("without script the steps wait where they are, and the report takes their place", async () => {
  await using open = await openPage(expired, { javaScriptEnabled: false });
  const { page, origin, goOn } = open;
  const going = page.goto(`${origin}/check?target=held.example.com`);
  await page.locator(".live .step").first().waitFor();
  assert.equal(await page.locator(".live .step.is-pending").count(), 11);
  goOn();
  await going;
  assert.ok(await page.locator(".report").isVisible());
  assert.ok(!await page.locator(".live").isVisible());
});

Deno.test("what a hostile server says is inert in the steps as they come", async () => {
  await using open = await openPage(hostileEverywhere);
  const { page, origin, found, goOn } = open;
  page.on("dialog", () => assert.fail("a script of the peer ran"));
  await page.addInitScript(record);
  const going = page.goto(`${origin}/check?target=held.example.com`);
  await page.locator('.live li[data-step="dns"].is-pass').waitFor();
  goOn();
  await going;
  const words = (await seenBy(page)).filter(({ what }) => what.startsWith("text "));
  const hostile = words.filter(({ what }) => what.includes("<script>alert(1)</script>"));
  assert.ok(hostile.length > 0, "it is shown as text");
  for (const { what } of hostile) assert.doesNotMatch(what, /[\p{Cc}\p{Cf}]/u);
  assert.equal(await page.locator("main img, main script:not([src])").count(), 0);
  assert.deepEqual(found, []);
});

Deno.test("whoever leaves ends the check, and the page that was left is there again without a new one", async () => {
  await using open = await openPage(withMessages);
  const { page, origin, checks, ended } = open;
  await page.goto(origin);
  await page.goto(`${origin}/check?target=example.com`);
  await page.locator(".report").waitFor();
  await page.goBack();
  assert.equal(await page.locator("h1").innerText(), "See what happens when someone connects to your server");
  await page.goForward();
  await page.locator(".report").waitFor();
  assert.equal(await page.locator(".live").count(), 0);
  assert.deepEqual(checks, ["example.com"], "going back and forward makes no check");

  await page.goto(`${origin}/check?target=slow.example.com`, { waitUntil: "commit" });
  await page.locator('.live li[data-step="dns"].is-pass').waitFor();
  await page.goto(origin);
  assert.equal(await ended("slow.example.com"), "aborted");
});

Deno.test("a connection that is lost in the middle says so, and asks for nothing again by itself", async () => {
  await using open = await openPage(withMessages);
  const { page, origin, checks } = open;
  using cable = relay(Number(new URL(origin).port));
  await page.goto(`http://127.0.0.1:${cable.port}/check?target=slow.example.com`, { waitUntil: "commit" });
  await page.locator('.live li[data-step="dns"].is-pass').waitFor();
  cable.cut();
  await page.getByRole("alert").getByText("The connection was lost").waitFor();
  assert.deepEqual(checks, ["slow.example.com"]);
});

Deno.test("over a slow network the steps are there before the report, and the page is whole", async () => {
  await using open = await openPage(withMessages);
  const { page, origin, found } = open;
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  // About what browsers call "Slow 3G".
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 400,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  });
  await page.addInitScript(record);
  await page.goto(`${origin}/check?target=example.com`, { timeout: 60_000 });
  const seen = await seenBy(page);
  assert.equal(seen.at(-1)?.what, "report");
  assert.equal(await page.locator(".step").count(), withMessages.steps.length);
  assert.equal(await page.evaluate("shift"), 0);
  assert.deepEqual(found, []);
});

interface Seen {
  readonly what: string;
  /** Milliseconds from the start of the navigation. */
  readonly at: number;
}

async function seenBy(page: Page): Promise<Seen[]> {
  return await page.evaluate("seen") as Seen[];
}

async function firstPaint(page: Page): Promise<number> {
  return await page.evaluate(`performance.getEntriesByName("first-contentful-paint")[0].startTime`) as number;
}

/** Runs in the page before anything else: keeps what appears, when, and what moves. */
const record = `
  const seen = globalThis.seen = [];
  globalThis.shift = 0;
  globalThis.moved = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      globalThis.shift += entry.value;
      for (const { node, previousRect, currentRect } of entry.sources) {
        globalThis.moved.push([node?.outerHTML?.slice(0, 120) ?? node?.data, JSON.stringify(previousRect), JSON.stringify(currentRect)].join(" "));
      }
    }
  }).observe({ type: "layout-shift", buffered: true });
  new MutationObserver((changes) => {
    for (const { target, attributeName, addedNodes } of changes) {
      const at = performance.now();
      if (attributeName === "class" && target.matches(".live li[data-step]")) {
        seen.push({ what: "step " + target.dataset.step + " " + target.className.split(" ")[1], at });
      }
      if (target.dataset && "value" in target.dataset) seen.push({ what: "text " + target.textContent, at });
      for (const node of addedNodes) {
        if (node.nodeType === 1 && node.matches(".report")) seen.push({ what: "report", at });
      }
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });
`;

/**
 * A page of an app whose checks tell a step every 40 ms. One of a "held" target waits after the first until `goOn`,
 * one of a "slow" target until nobody waits for it.
 */
async function openPage(report: Report, options: { javaScriptEnabled?: boolean } = {}) {
  const checks: string[] = [];
  const held = Promise.withResolvers<void>();
  const endings = new Map<string, PromiseWithResolvers<string>>();
  const ending = (target: string) =>
    endings.get(target) ?? endings.set(target, Promise.withResolvers<string>()).get(target)!;
  const app = createApp(noRuntime, {
    termsFor: termsOnLoopback,
    checkEvents: async function* (_runtime, target, { signal } = {}): AsyncGenerator<CheckEvent> {
      checks.push(target);
      const [first, ...others] = report.steps
        .toSorted((a, b) => inOrder.indexOf(a.id) - inOrder.indexOf(b.id)) as [Step, ...Step[]];
      yield { type: "step", step: first };
      if (target.startsWith("held")) await held.promise;
      if (target.startsWith("slow")) {
        const { promise: over, resolve } = Promise.withResolvers<void>();
        signal!.addEventListener("abort", () => resolve());
        await over;
        ending(target).resolve("aborted");
        return;
      }
      for (const step of others) {
        await new Promise((resolve) => setTimeout(resolve, 40));
        yield { type: "step", step };
      }
      yield { type: "report", report };
    },
  });
  const { origin, stop } = serve(app.fetch);
  const browser = await launchBrowser();
  const page = await browser.newPage(options);
  return {
    page,
    origin,
    checks,
    goOn: held.resolve,
    ended: (target: string) => ending(target).promise,
    found: complaints(page),
    async [Symbol.asyncDispose]() {
      await browser.close();
      await stop();
    },
  };
}

/** Connections to a port of this machine, which can all be cut at once. */
function relay(port: number): { readonly port: number; cut(): void } & Disposable {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open = new Set<Deno.Conn>();
  const cut = () => {
    for (const connection of open) connection.close();
    open.clear();
  };
  const carry = async (from: Deno.Conn, to: Deno.Conn) => {
    // What is cut meanwhile ends in an error on either side.
    await from.readable.pipeTo(to.writable).catch(() => {});
  };
  (async () => {
    for await (const near of listener) {
      const far = await Deno.connect({ hostname: "127.0.0.1", port });
      open.add(near).add(far);
      carry(near, far);
      carry(far, near);
    }
  })();
  return {
    port: listener.addr.port,
    cut,
    [Symbol.dispose]() {
      listener.close();
      try {
        cut();
      } catch {
        // The browser has closed them before.
      }
    },
  };
}
