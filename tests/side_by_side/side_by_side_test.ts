/** What a deep check says of real servers is what testssl.sh, sslscan and nmap say, or it is proven that they err. */
import assert from "node:assert/strict";
import { explanations } from "./explanations.ts";
import { renderExplanations, renderTable, unsettled } from "./render.ts";
import { compareAll, reasonToSkipAll } from "./run_all.ts";
import { tools } from "./tools.ts";

const reason = await reasonToSkipAll();
const title = "the same servers, by a deep check and by testssl.sh, sslscan and nmap";

Deno.test({
  name: reason === null ? title : `${title}, skipped: ${reason}`,
  ignore: reason !== null,
  fn: async (t) => {
    const comparisons = await compareAll("quick", ({ peer, milliseconds }) => {
      console.log(`${peer.title}: ${(milliseconds / 1000).toFixed(1)} s`);
    });
    console.log(`\n${renderTable(comparisons)}\n${renderExplanations(comparisons)}`);
    for (const comparison of comparisons) {
      await t.step(`${comparison.peer.title}: nothing differs that is not proven and explained`, () => {
        assert.deepEqual(unsettled([comparison]), []);
      });
      await t.step(`${comparison.peer.title}: all tools had something to say`, () => {
        for (const { name } of tools.filter(({ name }) => !comparison.peer.without?.includes(name))) {
          const facts = comparison.tools.get(name);
          assert.ok((facts?.size ?? 0) > 0, name);
        }
      });
    }
    await t.step("each tool has looked at ten servers at least", () => {
      for (const { name } of tools) {
        assert.ok(comparisons.filter(({ tools }) => tools.has(name)).length >= 10, name);
      }
    });
    await t.step("every explanation is one of a tool that is run", () => {
      assert.deepEqual(
        explanations.flatMap((each) => each.tools).filter((name) =>
          !tools.some((tool) => tool.name === name)
        ),
        [],
      );
    });
  },
});
