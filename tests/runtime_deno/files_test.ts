/** The user's files: lines of what may be larger than memory, files that grow, and two paths to one file. */
import assert from "node:assert/strict";
import { identify, openForAdding, readLines } from "../../src/runtime/deno_files.ts";

async function linesOf(text: string) {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, text);
    return await Array.fromAsync(readLines(path));
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("lines come with where the next one begins, and whether they are whole", async () => {
  assert.deepEqual(await linesOf("a\n\nünd\nrest"), [
    { text: "a", end: 2, isWhole: true },
    { text: "", end: 3, isWhole: true },
    { text: "ünd", end: 8, isWhole: true },
    { text: "rest", end: 12, isWhole: false },
  ]);
  assert.deepEqual(await linesOf(""), []);
  assert.deepEqual(await linesOf("a\n"), [{ text: "a", end: 2, isWhole: true }]);
});

Deno.test("a line may be longer than what is read at once, and break a character where that ends", async () => {
  const long = "x".repeat(64 * 1024 - 1) + "ü" + "y".repeat(200_000);
  const lines = await linesOf(`${long}\n${long}\nend`);
  assert.deepEqual(lines.map(({ text }) => text), [long, long, "end"]);
  assert.equal(lines[1]!.end, 2 * (new TextEncoder().encode(long).length + 1));
});

Deno.test("a file that grows is added to, can be cut, and says how large it was", async () => {
  const path = await Deno.makeTempFile();
  await Deno.writeTextFile(path, "whole\ntorn");
  const file = await openForAdding(path);
  assert.equal(file.size, 10);
  await file.truncate(6);
  await file.write(new TextEncoder().encode("more\n"));
  file.close();
  assert.equal(await Deno.readTextFile(path), "whole\nmore\n");
  await Deno.remove(path);
});

Deno.test("a file is one run's alone until it is closed, and a key log is everybody's", async () => {
  const path = await Deno.makeTempFile();
  const first = await openForAdding(path);
  await assert.rejects(openForAdding(path), /^Error: another run is writing it, and has to end first$/);
  first.close();
  (await openForAdding(path)).close();
  const logs = await Promise.all([1, 2].map(() => openForAdding(path, { secret: true })));
  for (const log of logs) log.close();
  const devices = await Promise.all([1, 2].map(() => openForAdding("/dev/null")));
  for (const device of devices) device.close();
  await Deno.remove(path);
});

Deno.test("two paths to one file are told to be one", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/a`, "");
  await Deno.writeTextFile(`${folder}/b`, "");
  await Deno.symlink(`${folder}/a`, `${folder}/link`);
  const [a, link, b] = await Promise.all(["a", "link", "b"].map((name) => identify(`${folder}/${name}`)));
  assert.notEqual(a, null);
  assert.equal(link, a);
  assert.notEqual(b, a);
  assert.equal(await identify(`${folder}/none`), null);
  assert.equal(await identify(folder), null, "a folder is no file");
  await Deno.remove(folder, { recursive: true });
});

Deno.test("why a file cannot be read or written is said in few words", async () => {
  await assert.rejects(Array.fromAsync(readLines("/nowhere/at/all")), /^Error: there is no such file$/);
  await assert.rejects(openForAdding("/nowhere/at/all"), /^Error: there is no such folder$/);
  await assert.rejects(Array.fromAsync(readLines(".")), /^Error: it is a directory$/);
});
