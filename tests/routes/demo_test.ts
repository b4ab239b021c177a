import assert from "node:assert/strict";
import { check } from "../../src/mod.ts";

const entry = new URL("../../routes/demo.ts", import.meta.url).pathname;

/** The demonstration with loopback and nothing else. */
function command(...options: string[]): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--no-check", "--allow-net=127.0.0.1,localhost,[::1]", entry, ...options],
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  });
}

Deno.test("the demonstration needs nothing but loopback, and ends after printing when it is asked to", async () => {
  const { code, stdout, stderr } = await command("--once").output();
  const printed = new TextDecoder().decode(stdout);
  assert.equal(new TextDecoder().decode(stderr), "");
  assert.equal(code, 0, printed);
  assert.match(printed, /^(\d+) servers, \1 as expected$/m);
  assert.doesNotMatch(printed, /http:\/\//);
});

Deno.test("without being asked to end, the demonstration serves the page until it is interrupted", async () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    await using process = command().spawn();
    const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const origin = await pageOrigin(reader);
    const page = await (await fetch(origin)).text();
    const [target] = /localhost:\d+/.exec(page) ?? [];
    const report = await (await fetch(`${origin}/api/v1/check?target=${target}`)).json();
    assert.equal(report.verdict, "pass");
    const anchors = [await (await fetch(`${origin}/root.pem`)).text()];
    assert.equal((await check(target!, { anchors })).verdict, "pass", "its root is there for other clients");
    process.kill(signal);
    assert.equal((await process.status).code, 0);
    await reader.cancel();
    await process.stderr.cancel();
  }
});

Deno.test("an option that the demonstration does not have is refused with a hint", async () => {
  const { code, stdout, stderr } = await command("--twice").output();
  assert.equal(code, 3);
  assert.equal(new TextDecoder().decode(stdout), "");
  assert.match(new TextDecoder().decode(stderr), /^demo: .*"--twice".*\nhint: .*\n$/);
});

Deno.test("help is printed and nothing started", async () => {
  const { code, stdout } = await command("--help").output();
  assert.equal(code, 0);
  assert.match(new TextDecoder().decode(stdout), /^Usage: deno task demo \[--once\]\n/);
});

async function pageOrigin(reader: ReadableStreamDefaultReader<string>): Promise<string> {
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) assert.fail(text);
    text += value;
    const origin = /(http:\/\/127\.0\.0\.1:\d+)\//.exec(text)?.[1];
    if (origin !== undefined) return origin;
  }
}
