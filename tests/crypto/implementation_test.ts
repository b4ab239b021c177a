import assert from "node:assert/strict";
import { UnsupportedAlgorithmError } from "../../src/crypto/mod.ts";
import { Implementations } from "../../src/crypto/implementation.ts";

Deno.test("the first that this runtime has is taken, and looked for once", async () => {
  const loads: string[] = [];
  const implementations = new Implementations<string>("an algorithm", {
    name: "subtle",
    load() {
      loads.push("subtle");
      throw new DOMException("Unrecognized algorithm name", "NotSupportedError");
    },
  }, {
    name: "node",
    load() {
      loads.push("node");
      return Promise.resolve(null);
    },
  }, {
    name: "noble",
    load() {
      loads.push("noble");
      return "noble's";
    },
  }, {
    name: "own",
    load() {
      loads.push("own");
      return "ours";
    },
  });
  assert.equal(await implementations.first(), "noble's");
  assert.equal(await implementations.first(), "noble's");
  assert.deepEqual(loads, ["subtle", "node", "noble"]);
  assert.equal(await implementations.named("own"), "ours");
  assert.equal(await implementations.named("subtle"), null);
  assert.deepEqual(await Array.fromAsync(implementations.available()), ["noble's", "ours"]);
  assert.deepEqual(loads, ["subtle", "node", "noble", "own"]);
});

Deno.test("nothing is loaded before it is asked for, nor to say that it is packed with us", async () => {
  let loaded = 0;
  const load = () => {
    loaded++;
    return "loaded";
  };
  const packed = new Implementations<string>("an algorithm", { name: "subtle", load }, {
    name: "noble",
    load,
  });
  assert.equal(await packed.isAvailable(), true);
  assert.equal(loaded, 0);
  const native = new Implementations<string>("an algorithm", { name: "node", load });
  assert.equal(await native.isAvailable(), true);
  assert.equal(loaded, 1);
});

Deno.test("an algorithm that nothing here has says so", async () => {
  const implementations = new Implementations<string>("Camellia", { name: "subtle", load: () => null });
  assert.equal(await implementations.isAvailable(), false);
  await assert.rejects(implementations.first(), (error) => {
    assert(error instanceof UnsupportedAlgorithmError);
    assert.match(error.message, /Camellia/);
    return true;
  });
});
