/** `promtool check metrics` has nothing against any page, whatever the report. */
import assert from "node:assert/strict";
import { startGallery } from "../../src/demo/gallery.ts";
import { formatPrometheus, PrometheusPage } from "../../src/formats/mod.ts";
import { samples } from "../routes/every_sample.ts";
import { startService } from "../load/child.ts";
import { passing } from "../support/report_samples.ts";
import { readExposition } from "./exposition.ts";
import { checkMetrics, isInstalled, probe } from "./programs.ts";

const options = { ignore: !isInstalled };

/** Rejects with what is wrong with the page. */
async function check(page: string): Promise<void> {
  readExposition(page);
  await checkMetrics(page);
}

Deno.test({ name: "a page with a mistake is objected to", ...options }, async () => {
  const help = "# HELP probe_success Displays\n# TYPE probe_success gauge\n";
  await check(`${help}probe_success 1\n`);
  await assert.rejects(check(`${help}probe_success yes\n`), /expected float/);
  await assert.rejects(check(`${help}probe_success 1\nprobe_success 0\n`), /Twice/);
  await assert.rejects(check("probe_success 1\n"), /no help text/);
});

Deno.test({ name: "a report of every kind", ...options }, async () => {
  for (const [name, report] of Object.entries(samples)) {
    await assert.doesNotReject(check(formatPrometheus(report)), name);
  }
});

Deno.test({
  name: "a failure in each step, with those before it passed and those after it left out",
  ...options,
}, async () => {
  for (const [failed, { id }] of passing.steps.entries()) {
    const steps = passing.steps.map((step, index) => ({
      ...step,
      status: index < failed ? "pass" as const : index === failed ? "fail" as const : "skipped" as const,
      duration_ms: index > failed ? null : step.duration_ms,
    }));
    const page = formatPrometheus({ ...passing, verdict: "fail", steps });
    assert.match(page, new RegExp(`^tls_check_step_success\\{step="${id}"\\} 0$`, "m"));
    await assert.doesNotReject(check(page), id);
  }
});

Deno.test({ name: "all of them on one page", ...options }, async () => {
  const page = new PrometheusPage();
  for (const [name, report] of Object.entries(samples)) page.add(report, { target: `${name}\n"\\\u202e` });
  await check(page.toString());
});

Deno.test({
  name: "what the service answers about every server of the gallery",
  ...options,
}, async () => {
  const gallery = await startGallery({ now: new Date() });
  const service = await startService({ TRUST_ANCHORS: gallery.anchorsPem });
  try {
    for (const { id, target } of gallery.servers) {
      const { status, text } = await probe(service.ports[0]!, { target, timeout: "1" });
      assert.equal(status, 200, id);
      await assert.doesNotReject(check(text), id);
    }
  } finally {
    await Promise.all([service.stop(), gallery.stop()]);
  }
});

Deno.test({ name: "what the service tells about itself", ...options }, async () => {
  const gallery = await startGallery({ now: new Date() });
  const service = await startService({ TRUST_ANCHORS: gallery.anchorsPem });
  try {
    const [port] = service.ports;
    for (const { target } of gallery.servers.slice(0, 3)) await probe(port!, { target, timeout: "1" });
    const response = await fetch(`http://127.0.0.1:${port}/metrics`);
    assert.equal(response.status, 200);
    const text = await response.text();
    assert.match(text, /^tls_checker_check_duration_seconds_count 3$/m);
    await check(text);
  } finally {
    await Promise.all([service.stop(), gallery.stop()]);
  }
});
