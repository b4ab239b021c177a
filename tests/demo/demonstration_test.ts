import assert from "node:assert/strict";
import { demonstrate } from "../../src/demo/demonstration.ts";
import { type Gallery, startGallery } from "../../src/demo/gallery.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";

Deno.test("every check of the gallery says what it should, in a line, and the first one in full", async () => {
  const { asExpected, printed } = await run(await startGallery({ now: new Date() }));
  assert.equal(asExpected, true, printed);
  const lines = printed.split("\n");
  const shown = (id: string) => lines.find((line) => line.slice(2).startsWith(`${id} `)) ?? "";
  // CONTRACT: the verdict table
  assert.match(shown("healthy-tls13"), / pass .*as expected$/);
  assert.match(shown("healthy-tls12"), / pass .*as expected$/);
  assert.match(shown("expires-soon"), / warn +certificate\.expires_soon /);
  assert.match(shown("expired"), / fail +expired /);
  assert.match(shown("not-yet-valid"), / fail +not_yet_valid /);
  assert.match(shown("wrong-name"), / fail +name_mismatch /);
  assert.match(shown("self-signed"), / fail +self_signed /);
  assert.match(shown("missing-intermediate"), / fail +incomplete_chain /);
  assert.match(shown("untrusted-root"), / fail +unknown_issuer /);
  for (
    const [id, code] of [
      ["forged-signature", "bad_signature"],
      ["weak-key", "weak_key"],
      ["weak-signature", "weak_signature"],
      ["name-constraints", "name_constraint_violation"],
      ["path-too-long", "path_length_exceeded"],
      ["not-an-authority", "not_a_ca"],
      ["key-usage", "key_usage"],
      ["wrong-purpose", "extended_key_usage"],
      ["critical-extension", "unknown_critical_extension"],
      ["certificate-policies", "policy_violation"],
    ] as const
  ) assert.match(shown(id), new RegExp(` fail +${code} .*as expected$`));
  assert.match(shown("client-cert-tls13"), / fail +client_certificate_required /);
  assert.match(shown("client-cert-tls12"), / fail +client_certificate_required /);
  assert.match(shown("plain-http"), / fail +not_tls /);
  assert.match(shown("silent"), / fail +no_response /);
  assert.match(shown("closed-port"), / fail +connection_refused /);
  const table = lines.slice(0, lines.indexOf(""));
  for (const [index, line] of table.entries()) {
    // What is not well says what to do, right below.
    if (/^[✘!] /.test(line)) assert.match(table[index + 1]!, /^ {2}→ \S/, line);
  }
  for (const line of lines) assert.ok([...line].length <= 80, line);
  for (let step = 1; step <= 9; step++) assert.match(printed, new RegExp(`^✔ ${step}  `, "m"));
});

Deno.test("a check that says something else than it should is told and counts", async () => {
  const gallery = await startGallery({ now: new Date() });
  const servers = gallery.servers.filter(({ id }) => id === "healthy-tls13" || id === "expired").map((
    server,
  ) =>
    server.id === "expired"
      ? { ...server, expected: { verdict: "fail", code: "self_signed" } as const }
      : server
  );
  const { asExpected, printed } = await run({ ...gallery, servers });
  assert.equal(asExpected, false);
  assert.match(printed, /^✘ expired .* expected fail self_signed$/m);
  assert.match(printed, /^2 servers, 1 as expected$/m);
});

async function run(gallery: Gallery): Promise<{ asExpected: boolean; printed: string }> {
  let printed = "";
  try {
    const asExpected = await demonstrate(denoRuntime(), gallery, {
      color: false,
      width: 80,
      print: (text) => printed += text,
    });
    return { asExpected, printed };
  } finally {
    await gallery.stop();
  }
}
