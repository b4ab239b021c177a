/** `deno task side-by-side:readme`: compares with all that the tools can tell, which takes a while, and writes README.md. */
import { renderExplanations, renderTable, unsettled } from "./render.ts";
import { compareAll } from "./run_all.ts";
import { tools } from "./tools.ts";

const file = new URL("./README.md", import.meta.url);
const begin = "<!-- what follows is written by deno task side-by-side:readme -->\n";

if (import.meta.main) {
  const comparisons = await compareAll("thorough", (comparison) => {
    console.log(`${comparison.peer.title}: ${(comparison.milliseconds / 1000).toFixed(0)} s`);
    for (const line of unsettled([comparison])) console.log(`  ${line}`);
  });
  const versions = await Promise.all(tools.map(async (tool) => `${tool.name} ${await tool.version()}`));
  const [head] = (await Deno.readTextFile(file)).split(begin);
  const text = `${head}${begin}
${versions.join(", ")}.

${renderTable(comparisons)}
${renderExplanations(comparisons)}`;
  await Deno.writeTextFile(file, text);
}
