import assert from "node:assert/strict";
import { keyLog } from "../../src/evidence/mod.ts";
import { evidenceOf, secrets } from "./samples.ts";

Deno.test("a key log has a comment, and a line for each secret: label, client random, secret (RFC 9850 §2)", () => {
  assert.equal(
    keyLog(evidenceOf([], { secrets })),
    `# server.example port 443, 2026-11-23T12:00:00.500Z\nCLIENT_RANDOM ${"ab".repeat(32)} ${
      "cd".repeat(48)
    }\n`,
  );
});

Deno.test("a session without secrets leaves a comment alone", () => {
  assert.equal(keyLog(evidenceOf([])), "# server.example port 443, 2026-11-23T12:00:00.500Z\n");
});
