/** The command as a process of its own, with exactly the flags of its task. */
import assert from "node:assert/strict";
import manifest from "../../deno.json" with { type: "json" };

export const project = new URL("../../", import.meta.url).pathname;

/** `deno run …` as the task has it, the entry by its full path. */
export function taskArguments(): string[] {
  const [command, ...args] = manifest.tasks.check.split(" ");
  assert.equal(command, "deno");
  const entry = args.pop()!;
  return [...args, "--quiet", `--config=${project}deno.json`, `${project}${entry}`].toSorted((a, b) =>
    Number(a.endsWith(".ts")) - Number(b.endsWith(".ts"))
  );
}
