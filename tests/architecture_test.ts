/** Holds the house as it is laid out: who may import whom, which words belong where, and how long a file gets. */
import assert from "node:assert/strict";

/** From the ground up: a file imports from its own floor and from those below. The first path that fits counts. */
const floors: readonly (readonly [floor: number, path: string])[] = [
  [0, "src/bytes/"],
  [0, "src/registry/"],
  [0, "src/target/"],
  [1, "src/crypto/"],
  [1, "src/dns/"],
  [1, "src/net/"],
  [2, "src/x509/"],
  [2, "src/tls/record/"],
  [2, "src/tls/message/"],
  [2, "src/tls/extension/"],
  [2, "src/tls/cipher_suite.ts"],
  [2, "src/tls/failure.ts"],
  [2, "src/tls/limits.ts"],
  [2, "src/tls/offer.ts"],
  [2, "src/tls/protocol_error.ts"],
  [2, "src/tls/resumable_session.ts"],
  [3, "src/tls/"],
  [3, "src/starttls/"],
  [4, "src/report/"],
  [5, "src/probes/"],
  [6, "src/steps/"],
  [6, "src/rules/"],
  [6, "src/explain/"],
  [6, "src/comparison/"],
  [7, "src/evidence/"],
  [7, "src/formats/"],
  [8, "src/check.ts"],
  [8, "src/check_options.ts"],
  [8, "src/check/"],
  [8, "src/demo/"],
  [8, "src/watch/"],
  [9, "src/cli/"],
  [9, "routes/"],
];

/** Beside the floors: it implements the interfaces of `src/net/`, and imports nothing above it. */
const runtime = "src/runtime/";
const runtimeFloor = 1;

/** Where a program starts, or someone else's: the roof. */
const entries = [
  "src/cli.ts",
  "src/mod.ts",
  "routes/demo.ts",
  "src/runtime/generate_roots.ts",
  "routes/deno.ts",
  "routes/watch_deno.ts",
  "routes/workerd.ts",
  "routes/workerd_local.ts",
];
const roof = 10;

interface Word {
  readonly word: RegExp;
  /** Files that may say it, or folders. */
  readonly places: readonly string[];
}

/** In code; comments and strings may name what they like. */
const words: readonly Word[] = [
  {
    word: /\bDeno\./,
    places: [
      "src/runtime/deno",
      "src/runtime/generate_roots.ts",
      "src/cli.ts",
      "routes/demo.ts",
      "routes/deno.ts",
      "routes/watch_deno.ts",
      // Starts a workerd from Deno.
      "src/runtime/workerd_local.ts",
      "routes/workerd_local.ts",
    ],
  },
  { word: /\bcrypto\.subtle\b/, places: ["src/crypto/"] },
];

/** In what is imported. */
const packages: readonly Word[] = [
  { word: /^cloudflare:/, places: ["src/runtime/workerd.ts"] },
  { word: /^@peculiar\//, places: ["src/x509/"] },
  { word: /^@noble\//, places: ["src/crypto/"] },
  { word: /^fflate\b/, places: ["routes/evidence/"] },
  { word: /^hono\b/, places: ["routes/"] },
  { word: /^zod\b/, places: ["src/report/", "routes/"] },
];

const maximumLines = 300;

/** As long as what they list; a style sheet lists what there is to see. */
const tables = ["src/registry/", "src/x509/roots_data.ts"];

/** Up to here a file's name may say it all. */
const linesWithoutHeader = 60;

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  /** Without comments and the content of strings. */
  readonly code: string;
  /** What it imports: paths from the root of the repository, and names of packages. */
  readonly imports: readonly string[];
}

interface Manifest {
  readonly tasks: Readonly<Record<string, string>>;
  readonly imports: Readonly<Record<string, string>>;
}

const root = new URL("../", import.meta.url);
const files = [...sourceFiles("src/"), ...sourceFiles("routes/")];

Deno.test("imports point down: every file imports from its own floor and from those below", () => {
  const wrong = files.flatMap(({ path, imports }) =>
    imports.filter((imported) => isOurs(imported) && floorOf(imported) > floorOf(path))
      .map((imported) => `${path} (floor ${floorOf(path)}) imports ${imported} (floor ${floorOf(imported)})`)
  );
  assert.deepEqual(wrong, []);
});

Deno.test("the test sees what it is to hold: files, imports and words", () => {
  assert(files.length > 200);
  const { imports } = files.find(({ path }) => path === "src/tls/engine/drive.ts")!;
  assert(imports.includes("src/tls/protocol_error.ts") && imports.includes("src/net/mod.ts"));
  assert(words.every(({ word }) => files.some(({ code }) => word.test(code))));
});

Deno.test("only a file that a program starts with chooses a runtime", () => {
  const wrong = files
    .filter(({ path }) => !path.startsWith(runtime) && !entries.includes(path))
    .filter(({ imports }) => imports.some((imported) => imported.startsWith(runtime)))
    .map(({ path }) => path);
  assert.deepEqual(wrong, []);
});

Deno.test("every file has its floor", () => {
  const homeless = files.filter(({ path }) => floorOf(path) === Infinity).map(({ path }) => path);
  assert.deepEqual(homeless, []);
});

Deno.test("every import within the repository leads to a file", () => {
  const known = new Set(files.map(({ path }) => path));
  const broken = files.flatMap(({ path, imports }) =>
    imports.filter((imported) => isOurs(imported) && !known.has(imported)).map((imported) =>
      `${path}: ${imported}`
    )
  );
  assert.deepEqual(broken, []);
});

for (const { word, places } of words) {
  Deno.test(`${word.source} is said in ${places.join(", ")} alone`, () => {
    const wrong = files.filter(({ code }) => word.test(code)).map(({ path }) => path)
      .filter((path) => !isIn(path, places));
    assert.deepEqual(wrong, []);
  });
}

for (const { word, places } of packages) {
  Deno.test(`${word.source} is imported in ${places.join(", ")} alone`, () => {
    const wrong = files.filter(({ imports }) => imports.some((imported) => word.test(imported)))
      .map(({ path }) => path)
      .filter((path) => !isIn(path, places));
    assert.deepEqual(wrong, []);
  });
}

Deno.test(`no file but a table is longer than ${maximumLines} lines`, () => {
  const long = files.filter(({ lines }) => lines > maximumLines)
    .filter(({ path }) => !isIn(path, tables))
    .map(({ path, lines }) => `${path}: ${lines}`);
  assert.deepEqual(long, []);
});

Deno.test(`every file of more than ${linesWithoutHeader} lines says what it is for`, () => {
  const silent = files.filter(({ lines, text }) => lines > linesWithoutHeader && !/^\/\*\*/m.test(text))
    .map(({ path }) => path);
  assert.deepEqual(silent, []);
});

Deno.test("nothing is left for later", () => {
  const marks = new RegExp(["TO" + "DO", "FIX" + "ME", "XX" + "X"].map((mark) => `\\b${mark}\\b`).join("|"));
  assert.deepEqual(files.filter(({ text }) => marks.test(text)).map(({ path }) => path), []);
});

Deno.test("every task names the permissions that it needs, and every package its exact version", () => {
  const { tasks, imports } = JSON.parse(Deno.readTextFileSync(new URL("deno.json", root))) as Manifest;
  const unbounded = Object.entries(tasks).filter(([, command]) => /\s(?:-A|--allow-all)\b/.test(command));
  assert.deepEqual(unbounded, []);
  const runs = Object.entries(tasks).filter(([, command]) => /^deno (?:run|test) /.test(command));
  assert(runs.length > 5);
  assert.deepEqual(runs.filter(([, command]) => !/[\s']--allow-/.test(command)), []);
  const packages = [...Object.values(imports), ...Object.values(tasks).join(" ").match(/\bnpm:\S+/g) ?? []];
  assert.deepEqual(packages.filter((name) => !/^npm:@?[^@]+@\d+\.\d+\.\d+$/.test(name)), []);
});

function* sourceFiles(folder: string): Generator<SourceFile> {
  for (const { name, isDirectory } of Deno.readDirSync(new URL(folder, root))) {
    const path = folder + name;
    if (isDirectory) yield* sourceFiles(`${path}/`);
    else if (/\.tsx?$/.test(name)) yield sourceFile(path);
  }
}

function sourceFile(path: string): SourceFile {
  const text = Deno.readTextFileSync(new URL(path, root));
  const specifiers = text.matchAll(
    /^\s*(?:import|export)\b[^;"]*?from "([^"]+)"|\bimport\("([^"]+)"\)|^import "([^"]+)"/gm,
  );
  const imports = [...specifiers].map(([, from, dynamic, bare]) => resolve(from ?? dynamic ?? bare!, path));
  return { path, text, lines: text.split("\n").length - 1, code: codeOf(text), imports };
}

function resolve(specifier: string, importer: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return new URL(specifier, new URL(importer, root)).href.slice(root.href.length);
}

function codeOf(text: string): string {
  return text
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '""')
    .replace(/(^|\s)\/\/.*$/gm, "")
    .replace(/`(?:[^`\\]|\\.)*`/g, "``");
}

function isOurs(imported: string): boolean {
  return /^(?:src|routes)\//.test(imported);
}

function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => path.startsWith(place));
}

/** `Infinity`: none. */
function floorOf(path: string): number {
  if (entries.includes(path)) return roof;
  if (path.startsWith(runtime)) return runtimeFloor;
  return floors.find(([, place]) => path.startsWith(place))?.[0] ?? Infinity;
}
