/** `deno task monitoring:readme`: probes the gallery with both, and writes the table into the benchmarks' README. */
import { readmeFile, withTable } from "./readme.ts";
import { compareAll, sideBySideTable, startMonitors } from "./side_by_side.ts";

if (import.meta.main) {
  const monitors = await startMonitors();
  try {
    const table = sideBySideTable(await compareAll(monitors));
    await Deno.writeTextFile(readmeFile, withTable(await Deno.readTextFile(readmeFile), table));
  } finally {
    await monitors.stop();
  }
}
