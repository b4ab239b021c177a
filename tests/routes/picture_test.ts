import assert from "node:assert/strict";

Deno.test("the README's picture is a PNG of less than 200 KB", async () => {
  const picture = await Deno.readFile(new URL("../../routes/page/picture.png", import.meta.url));
  assert.deepEqual([...picture.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  assert.ok(picture.length < 200_000, `${picture.length}`);
});
