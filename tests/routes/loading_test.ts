/** What an instance loads before anyone asks: a fresh worker has little time for its first request. */
import assert from "node:assert/strict";

const root = new URL("../../", import.meta.url);
const heavy = /^(?:zod|ajv|reflect-metadata|@peculiar\/|@redocly\/)/;

/** The files that are loaded with `entry`, each by whom first, and the packages. */
function loadedWith(entry: string): Map<string, string> {
  const loaded = new Map([[entry, ""]]);
  for (const path of loaded.keys()) {
    if (!/\.tsx?$/.test(path)) continue;
    const text = Deno.readTextFileSync(new URL(path, root));
    for (const [, specifier] of text.matchAll(statically)) {
      const imported = specifier!.startsWith(".")
        ? new URL(specifier!, new URL(path, root)).href.slice(root.href.length)
        : specifier!;
      if (!loaded.has(imported)) loaded.set(imported, path);
    }
  }
  return loaded;
}

/** Neither types nor what is imported when a function is called. */
const statically = /^(?:import|export)\s+(?!type\b)(?:[^;"]*?from )?"([^"]+)"/gm;

for (const entry of ["routes/deno.ts", "routes/workerd.ts"]) {
  Deno.test(`${entry} loads neither the schema nor a parser of certificates until they are asked for`, () => {
    const loaded = loadedWith(entry);
    assert.ok(loaded.has("src/check.ts") && loaded.has("hono"), "it sees what is loaded");
    const wrong = [...loaded].filter(([path]) => heavy.test(path)).map(([path, by]) => `${path} by ${by}`);
    assert.deepEqual(wrong, []);
  });
}
