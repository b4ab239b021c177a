/** Debian's Chromium, and pages that keep everything a visitor would find in its console. */
import type { Browser, Page } from "playwright-core";

/** Nothing of it leaves the machine: no component updates, no background requests. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function launchBrowser(): Promise<Browser> {
  // When it loads, it looks for Windows below /proc, which only --allow-all may read; so it is told not to look.
  Deno.env.set("__IS_WSL_TEST__", "1");
  const { chromium } = await import("playwright-core");
  return await chromium.launch({
    executablePath: Deno.env.get("CHROMIUM") ?? "/usr/bin/chromium",
    args: quiet,
  });
}

/** What went wrong on a page: console errors and warnings, uncaught errors, violations of the security policy. */
export function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) found.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => found.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // Whoever goes on before the icon has come aborts it; that is no fault of the page.
    if (reason !== "net::ERR_ABORTED") found.push(`failed: ${request.url()} ${reason}`);
  });
  return found;
}

/** What axe-core finds, by rule, with the first element of each. */
export async function axe(page: Page): Promise<unknown> {
  const { default: { source } } = await import("axe-core");
  // In the page's own world a strict policy would refuse it as a script of another's.
  await page.evaluate(source);
  return await page.evaluate(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ": " + nodes.length + ", " + nodes[0].html.slice(0, 200)))`);
}

/** Serves an app on loopback for as long as it is in use. */
export function serve(fetch: (request: Request) => Response | Promise<Response>): {
  readonly origin: string;
  stop(): Promise<void>;
} {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, fetch);
  return { origin: `http://127.0.0.1:${server.addr.port}`, stop: () => server.shutdown() };
}
