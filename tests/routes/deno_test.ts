import assert from "node:assert/strict";
import { unzipSync } from "fflate";
import { blocksOf } from "../support/pcapng.ts";

const entry = new URL("../../routes/deno.ts", import.meta.url).pathname;

function command(env: Record<string, string>, stdout: "null" | "piped" = "null"): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-net", "--allow-env=HOST,PORT,CONTACT_URL,DENO_REGION", entry],
    env: { HOST: "", NO_COLOR: "1", ...env },
    stdout,
    stderr: "piped",
  });
}

/** Reads stderr up to the line that says where the service listens. */
async function listening(
  process: Deno.ChildProcess,
): Promise<{ origin: string; rest: ReadableStreamDefaultReader }> {
  const rest = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await rest.read();
    if (done) assert.fail(text);
    text += value;
    const origin = /listening on (http:\S+[^/])\/\n/.exec(text)?.[1];
    if (origin !== undefined) return { origin, rest };
  }
}

Deno.test("the service listens on loopback, answers, and ends well when it is told to", async () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const process = command({ PORT: "0" }).spawn();
    const { origin, rest } = await listening(process);
    assert.match(origin, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(await (await fetch(`${origin}/healthz`)).text(), '{"status":"ok"}');
    assert.match(await (await fetch(origin)).text(), /^<!DOCTYPE html>/);
    process.kill(signal);
    const { code, signal: killedBy } = await process.status;
    assert.deepEqual([code, killedBy], [0, null]);
    await rest.cancel();
  }
});

Deno.test("an answer that is under way is finished before the service ends", async () => {
  using silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const accepted = silent.accept();
  const process = command({ PORT: "0" }).spawn();
  const { origin, rest } = await listening(process);
  const answer = fetch(`${origin}/api/v1/check?target=127.0.0.1:${silent.addr.port}&timeout=1&native=0`);
  await Promise.race([accepted, answer]);
  process.kill("SIGTERM");
  const response = await answer;
  assert.equal(response.status, 200);
  assert.equal((await response.json()).verdict, "fail");
  assert.equal((await process.status).code, 0);
  (await accepted).close();
  await rest.cancel();
});

Deno.test("an archive of evidence needs no permission that the service has given up by then", async () => {
  const closed = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  closed.close();
  const process = command({ PORT: "0" }).spawn();
  const { origin, rest } = await listening(process);
  const response = await fetch(`${origin}/evidence.zip?target=127.0.0.1:${closed.addr.port}`);
  assert.equal(response.status, 200);
  const files = unzipSync(await response.bytes());
  const [capture] = Object.keys(files).filter((name) => name.endsWith(".pcapng"));
  // A SYN, and the reset that answers it
  assert.equal(blocksOf(files[capture!]!).filter(({ type }) => type === 6).length, 2);
  process.kill("SIGTERM");
  assert.equal((await process.status).code, 0);
  await rest.cancel();
});

Deno.test("an argument ends the service with one line and a hint", async () => {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-net", entry, "--help"],
    env: { NO_COLOR: "1" },
  }).output();
  assert.equal(code, 3);
  assert.match(new TextDecoder().decode(stderr), /^check: .*no arguments\nhint: .*HOST, PORT.*\n$/);
});

Deno.test("a port that is none, or is in use, ends the service with one line and a hint", async () => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  for (const port of ["http", "65536", String(taken.addr.port)]) {
    const { code, stderr } = await command({ PORT: port }, "piped").output();
    assert.equal(code, 3);
    assert.match(new TextDecoder().decode(stderr), /^check: .*\nhint: .*\n$/);
  }
});
