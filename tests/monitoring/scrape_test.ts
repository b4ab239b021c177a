/** A Prometheus server scrapes a running service with the configuration that the README shows. */
import assert from "node:assert/strict";
import { isInstalled, type Running, startPrometheus } from "./programs.ts";
import { type Monitors, startMonitors } from "./side_by_side.ts";

const shown = await Deno.readTextFile(new URL("./prometheus.yml", import.meta.url));
const readme = await Deno.readTextFile(new URL("../../README.md", import.meta.url));

/** For Prometheus to have scraped everything: it begins each target at another moment of the interval. */
const PATIENCE_MS = 60_000;

const targets = {
  "healthy-tls13": (target: string) => target,
  "healthy-tls12": (target: string) => `https://${target}/any/path?with=a#fragment`,
  "expires-soon": (target: string) => target,
  "expired": (target: string) => target,
  "wrong-name": (target: string) => target,
  "client-cert-tls13": (target: string) => target,
  "closed-port": (target: string) => target,
};

/** No check can be made of it, so the scrape itself fails. */
const malformed = "no such target";

interface Result {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [time: number, value: string];
}

interface CheckReport {
  readonly verdict: string;
  readonly connection: { readonly protocol_version: { readonly name: string } } | null;
  readonly certificates: readonly { readonly source: string; readonly not_after: string }[];
}

Deno.test("the scrape_config of the README is the one that is tested", () => {
  const [, block] = /```yaml\n(scrape_configs:\n[^]*?)```/.exec(readme) ?? [];
  assert.equal(block, shown);
});

Deno.test({ name: "Prometheus finds what the API reports", ignore: !isInstalled }, async (t) => {
  const monitors = await startMonitors();
  const directory = await Deno.makeTempDir({ prefix: "tls-prometheus-" });
  const asked = Object.entries(targets).map(([id, write]) => write(monitors.target(id)));
  const prometheus = await startPrometheus(configuration(monitors, asked), directory);
  try {
    await scraped(prometheus, "up", asked.length + 2);
    const series = async (name: string) =>
      new Map(
        (await query(prometheus, name)).map(({ metric, value }) => [metric.instance!, Number(value[1])]),
      );
    const up = await series('up{job="tls"}');
    const success = await series("probe_success");
    const expiry = await series("probe_ssl_earliest_cert_expiry");
    const versions = await query(prometheus, "probe_tls_version_info");
    for (const target of asked) {
      await t.step(target, async () => {
        const { verdict, certificates, connection } = await report(monitors, target);
        assert.equal(up.get(target), 1);
        assert.equal(success.get(target), verdict === "pass" || verdict === "warn" ? 1 : 0);
        const ends = certificates.filter(({ source }) => source === "sent").map(({ not_after }) =>
          Date.parse(not_after) / 1000
        );
        assert.equal(expiry.get(target), ends.length === 0 ? undefined : Math.min(...ends));
        const version = versions.find(({ metric }) => metric.instance === target)?.metric.version;
        assert.equal(version, connection?.protocol_version.name);
      });
    }
    await t.step("a target that is none is down, and no series tells of it", () => {
      assert.equal(up.get(malformed), 0);
      assert.equal(success.has(malformed), false);
    });
    await t.step("alerts can be written without knowing the lifetime", async () => {
      const few = await query(prometheus, "tls_check_certificate_lifetime_remaining_ratio < 0.3");
      const instances = few.map(({ metric }) => metric.instance).sort();
      assert.deepEqual(instances, [monitors.target("expired"), monitors.target("expires-soon")].sort());
    });
    await t.step("the service's own metrics are scraped beside them, and count the probes", async () => {
      assert.deepEqual((await query(prometheus, 'up{job="service"}')).map(({ value }) => value[1]), ["1"]);
      await scraped(prometheus, "sum(tls_checker_checks_total) > 0", 1);
    });
  } finally {
    await Promise.all([prometheus.stop(), monitors.stop()]);
    await Deno.remove(directory, { recursive: true });
  }
});

/** What the README shows, but for the targets, the service's port and how often; and the service itself beside them. */
function configuration({ service }: Monitors, asked: readonly string[]): string {
  const address = `127.0.0.1:${service.ports[0]}`;
  const substitutions = [
    ['["example.com", "smtp://mx.example.com"]', JSON.stringify([...asked, malformed])],
    ["127.0.0.1:8000", address],
  ] as const;
  let text = shown;
  for (const [from, to] of substitutions) {
    assert.equal(text.split(from).length, 2, `${from} stands there once`);
    text = text.replace(from, () => to);
  }
  return `global: { scrape_interval: 2s, scrape_timeout: 2s }\n${text}` +
    `  - { job_name: service, static_configs: [{ targets: ["${address}"] }] }\n`;
}

/** Resolves when Prometheus has so many series of this name. */
async function scraped(prometheus: Running, name: string, count: number): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while ((await query(prometheus, name)).length < count) {
    if (performance.now() > until) throw new Error(`waited for ${count} series of ${name}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function query({ port }: Running, expression: string): Promise<Result[]> {
  const address = `http://127.0.0.1:${port}/api/v1/query?${new URLSearchParams({ query: expression })}`;
  const { status, data, error } = await (await fetch(address)).json();
  if (status !== "success") throw new Error(`${expression}: ${error}`);
  return data.result;
}

async function report({ service }: Monitors, target: string): Promise<CheckReport> {
  const parameters = new URLSearchParams({ target, native: "0" });
  return await (await fetch(`http://127.0.0.1:${service.ports[0]}/api/v1/check?${parameters}`)).json();
}
