/** The contract's verdict table through the command, against the demonstration's servers, with Deno as the platform. */
import assert from "node:assert/strict";
import { checkEvents } from "../../src/check.ts";
import type { Io, Output } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";
import { startGallery } from "../../src/demo/gallery.ts";
import type { Report } from "../../src/report/mod.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { bareIo } from "./support.ts";

const exitStatus = { pass: 0, warn: 1, fail: 2, unknown: 3 };

Deno.test("each server of the gallery gets its verdict, its code and its exit status", async (test) => {
  const gallery = await startGallery({ now: new Date() });
  try {
    for (const { id, target, expected, timeout } of gallery.servers) {
      await test.step(id, async () => {
        const { status, report } = await checkJson(
          gallery.anchorsPem,
          target,
          "--timeout",
          String(Math.min(timeout, 2)),
        );
        assert.equal(report.verdict, expected.verdict, report.summary);
        assert.equal(status, exitStatus[expected.verdict]);
        assert.deepEqual(report.steps.filter(({ number }) => number !== null).map(({ number }) => number), [
          1,
          2,
          3,
          4,
          5,
          6,
          7,
          8,
          9,
        ]);
        const codes = [
          ...report.steps.map(({ error }) => error?.code),
          report.chain?.error?.code,
          ...report.findings.map((finding) => finding.id),
        ];
        if (expected.code !== null) {
          assert.ok(codes.includes(expected.code), `${expected.code} is among ${codes}`);
        }
      });
    }

    await test.step("--expect-client-certificate makes a required client certificate pass", async () => {
      for (const { target } of gallery.servers.filter(({ id }) => id.startsWith("client-cert"))) {
        const { status, report } = await checkJson(gallery.anchorsPem, target, "--expect-client-certificate");
        assert.deepEqual([status, report.verdict], [0, "pass"], report.summary);
      }
    });

    await test.step("a bad chain does not hide the rest of the handshake", async () => {
      const bad = [
        "expired",
        "not-yet-valid",
        "wrong-name",
        "self-signed",
        "missing-intermediate",
        "untrusted-root",
      ];
      for (const { id, target } of gallery.servers.filter(({ id }) => bad.includes(id))) {
        const { report } = await checkJson(gallery.anchorsPem, target);
        const failed = report.steps.filter(({ status }) => status !== "pass" && status !== "skipped");
        assert.deepEqual(failed.map((step) => step.id), ["authentication"], id);
        assert.equal(report.steps.at(-1)!.status, "pass", id);
      }
    });

    await test.step("the text of every report fits 80 columns", async () => {
      const targets = gallery.servers.filter(({ id }) => id !== "silent").map(({ target }) => target);
      for (const target of targets) {
        const { stdout } = await runHere(gallery.anchorsPem, "--ca-file", "ca.pem", target);
        for (const line of stdout.split("\n")) assert.ok(line.length <= 80, line);
      }
    });
  } finally {
    await gallery.stop();
  }
});

async function checkJson(anchors: string, ...args: string[]): Promise<{ status: number; report: Report }> {
  const { status, stdout, stderr } = await runHere(anchors, "--json", "--ca-file", "ca.pem", ...args);
  assert.equal(stderr, "");
  return { status, report: reportSchema.parse(JSON.parse(stdout)) };
}

async function runHere(anchors: string, ...args: string[]) {
  const stdout = captured();
  const stderr = captured();
  const runtime = denoRuntime();
  const io: Io = {
    ...bareIo,
    stdout,
    stderr,
    readFile: () => Promise.resolve(anchors),
    check: (target, options) => checkEvents(runtime, target, options),
  };
  return { status: await run(args, io), stdout: stdout.text(), stderr: stderr.text() };
}

function captured(): Output & { text(): string } {
  let written = "";
  return {
    isTerminal: false,
    columns: null,
    write(text) {
      written += text;
      return Promise.resolve(true);
    },
    text: () => written,
  };
}
