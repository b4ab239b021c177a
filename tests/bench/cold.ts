/** In a fresh process: what it costs to load the program, then the first check, then the second. Prints JSON. */
import { type Cost, once } from "./measure.ts";

export interface ColdCosts {
  readonly load: Cost;
  readonly first: Cost;
  readonly second: Cost;
}

if (import.meta.main) {
  const [port = "", rootFile = ""] = Deno.args;
  const options = { anchors: [await Deno.readTextFile(rootFile)], resolve: "127.0.0.1", noNative: true };
  let check: typeof import("../../src/mod.ts").check | null = null;
  const load = await once(async () => check = (await import("../../src/mod.ts")).check);
  const run = () => check!(`https://localhost:${port}`, options);
  const costs: ColdCosts = { load, first: await once(run), second: await once(run) };
  console.log(JSON.stringify(costs));
}
