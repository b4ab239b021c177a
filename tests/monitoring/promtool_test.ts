/** `promtool check metrics` has nothing against any page, whatever the report. */
import assert from "node:assert/strict";
import { startGallery } from "../../src/demo/gallery.ts";
import { formatPrometheus, PrometheusPage } from "../../src/formats/mod.ts";
import { samples } from "../routes/every_sample.ts";
import { startService } from "../load/child.ts";
import { passing } from "../support/report_samples.ts";
import { checkMetrics, isInstalled, probe } from "./programs.ts";

const options = { ignore: !isInstalled };

Deno.test({ name: "a report of every kind", ...options }, async () => {
  for (const [name, report] of Object.entries(samples)) {
    await assert.doesNotReject(checkMetrics(formatPrometheus(report)), name);
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
    await assert.doesNotReject(checkMetrics(page), id);
  }
});

Deno.test({ name: "all of them on one page", ...options }, async () => {
  const page = new PrometheusPage();
  for (const [name, report] of Object.entries(samples)) page.add(report, { target: `${name}\n"\\\u202e` });
  await checkMetrics(page.toString());
});

Deno.test({
  name: "what the service answers about every server of the gallery, and about itself",
  ...options,
}, async () => {
  const gallery = await startGallery({ now: new Date() });
  const service = await startService({ TRUST_ANCHORS: gallery.anchorsPem });
  try {
    for (const { id, target } of gallery.servers) {
      const { status, text } = await probe(service.ports[0]!, { target, timeout: "1" });
      assert.equal(status, 200, id);
      await assert.doesNotReject(checkMetrics(text), id);
    }
    await checkMetrics(await (await fetch(`http://127.0.0.1:${service.ports[0]}/metrics`)).text());
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
    await checkMetrics(text);
  } finally {
    await Promise.all([service.stop(), gallery.stop()]);
  }
});
