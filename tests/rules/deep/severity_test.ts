/** How bad a finding is follows from its source: the mapping is one table, and every finding of these rules uses it. */
import assert from "node:assert/strict";
import { type Basis, severityOf, severityOfBasis } from "../../../src/rules/deep/severity.ts";
import { passing } from "../../support/report_samples.ts";
import { smtp } from "./support.ts";

const folder = new URL("../../../src/rules/deep/", import.meta.url);

interface Source {
  readonly file: string;
  readonly id: string;
  /** Up to the next finding. */
  readonly text: string;
  /** Before it, from the finding before. */
  readonly before: string;
}

const sources = [...findings()];

Deno.test("every finding takes its severity from the table, and says where that is written", () => {
  assert(sources.length > 45);
  const bases = Object.keys(severityOfBasis).join("|");
  for (const { file, id, text, before } of sources) {
    const isMapped = /severity: severityOf(Basis\.|\()/.test(text) ||
      new RegExp(`add\\([^{]*"(${bases})"[^{]*\\{\\s*$`).test(before);
    assert.ok(isMapped, `${id} of ${file}`);
    assert.match(text, /references: \["(RFC|CVE|Mozilla)/, `${id} of ${file}`);
  }
});

Deno.test("what is only discouraged, and what browsers put up with, fails nobody", () => {
  const of = (basis: Basis) => severityOf(basis, passing.target);
  assert.deepEqual(["broken", "refused"].map((basis) => of(basis as Basis)), ["high", "high"]);
  assert.deepEqual(
    ["forbidden", "discouraged", "refusedBySome"].map((basis) => of(basis as Basis)),
    ["medium", "medium", "medium"],
  );
  assert.deepEqual(["inBrowsers", "advised"].map((basis) => of(basis as Basis)), ["low", "low"]);
  assert.equal(of("told"), "info");
});

Deno.test("RFC 9325 §5.2: what is weak between mail servers is one step milder, what is refused is not", () => {
  const of = (basis: Basis) => severityOf(basis, smtp);
  assert.deepEqual((["broken", "forbidden", "discouraged", "inBrowsers", "told"] as const).map(of), [
    "medium",
    "low",
    "low",
    "low",
    "info",
  ]);
  assert.deepEqual((["refused", "refusedBySome"] as const).map(of), ["high", "medium"]);
});

function* findings(): Generator<Source> {
  for (const { name, isFile } of Deno.readDirSync(folder)) {
    if (!isFile) continue;
    const text = Deno.readTextFileSync(new URL(name, folder));
    const places = [...text.matchAll(/\bid: "([a-z0-9_]+\.[a-z0-9_]+)"/g)];
    for (const [index, place] of places.entries()) {
      yield {
        file: name,
        id: place[1]!,
        text: text.slice(place.index, places[index + 1]?.index),
        before: text.slice(places[index - 1]?.index ?? 0, place.index),
      };
    }
  }
}
