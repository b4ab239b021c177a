/** What whole processes cost: as the shell's `time` tells it, which counts their children too. */
import { type Cost, type Costs, summary } from "./measure.ts";

/** `times` runs of a shell command, which finds `args` in `$@`. Throws when one fails. */
export async function timeCommand(command: string, args: readonly string[], times: number): Promise<Costs> {
  const costs: Cost[] = [];
  for (let time = 0; time < times; time++) costs.push(await timeOnce(command, args));
  return summary(costs);
}

async function timeOnce(command: string, args: readonly string[]): Promise<Cost> {
  const script = `TIMEFORMAT='cost %R %U %S'; time { ${command}; } >/dev/null`;
  const { success, stderr } = await new Deno.Command("bash", {
    args: ["-c", script, "bash", ...args],
    stdin: "null",
    stdout: "null",
  }).output();
  const printed = new TextDecoder().decode(stderr);
  const [, wall, user, system] = /^cost (\S+) (\S+) (\S+)$/m.exec(printed) ?? [];
  if (!success || wall === undefined) throw new Error(`${command} ${args.join(" ")}\n${printed}`);
  return { cpu: (Number(user) + Number(system)) * 1000, wall: Number(wall) * 1000 };
}

/** The last line that a script prints, as JSON. */
export async function runScript<Result>(script: URL, args: readonly string[]): Promise<Result> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-net=127.0.0.1", "--allow-read", script.pathname, ...args],
    stdin: "null",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout).trim().split("\n").at(-1)!);
}
