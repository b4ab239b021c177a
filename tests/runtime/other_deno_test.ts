/**
 * The service on another Deno than the one that runs the tests: the program that OTHER_DENO names. Deno Deploy has
 * been seen on 2.5, which has fewer algorithms.
 */
import type { Instance } from "./suite.ts";
import { runtimeSuite } from "./suite.ts";

const program = Deno.env.get("OTHER_DENO");

runtimeSuite({
  name: "deno",
  title: `another Deno, ${program ?? "which"}`,
  missing: program === undefined ? "OTHER_DENO names none" : undefined,
  start: (anchorsPem) => startService(program!, anchorsPem),
});

async function startService(program: string, anchorsPem: string): Promise<Instance> {
  const folder = await Deno.makeTempDir();
  const anchors = `${folder}/anchors.pem`;
  await Deno.writeTextFile(anchors, anchorsPem);
  const script = new URL("serve.ts", import.meta.url).pathname;
  const process = new Deno.Command(program, {
    args: [
      "run",
      "--no-prompt",
      "--no-check",
      "--no-lock",
      "--allow-net",
      `--allow-read=${folder}`,
      script,
      anchors,
    ],
    stdout: "piped",
  }).spawn();
  const output = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = await output.read();
  return {
    fetch: (path, init) => fetch(`http://127.0.0.1:${Number(value)}${path}`, init),
    async stop() {
      process.kill("SIGTERM");
      await process.status;
      await output.cancel();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
