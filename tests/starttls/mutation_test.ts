/** Servers that almost say the right thing: whatever is changed, the end is data, with a code the report knows. */
import assert from "node:assert/strict";
import { stepErrorCodes } from "../../src/report/mod.ts";
import { happyScripts } from "./happy_scripts.ts";
import { converse, type Script } from "./scripted_peer.ts";

const ROUNDS = 300;

for (const [name, { script }] of Object.entries(happyScripts)) {
  Deno.test(`${name}: octets changed, cut, repeated or inserted end in data`, async () => {
    const random = generator(0x5eed);
    for (let round = 0; round < ROUNDS; round++) {
      const mutated = mutate(script, random);
      const { failure, injected } = await converse(name, mutated, { readSize: 1 + random(64) });
      if (failure === null) continue;
      const shown = `round ${round}: ${JSON.stringify(failure)}`;
      assert.ok((stepErrorCodes as readonly string[]).includes(failure.code), shown);
      assert.ok(failure.message.length > 0 && failure.message.length < 700, shown);
      assert.doesNotMatch(failure.message, /\p{Cc}/u, shown);
      assert.equal(injected, null);
    }
  });
}

/** One of the server's pieces changed at one place. */
function mutate(script: Script, random: (below: number) => number): Script {
  const said = script.flatMap((item, index) =>
    typeof item === "string" || item instanceof Uint8Array ? [index] : []
  );
  const chosen = said[random(said.length)]!;
  return script.map((item, index) => {
    if (index !== chosen || !(typeof item === "string" || item instanceof Uint8Array)) return item;
    const octets = typeof item === "string" ? new TextEncoder().encode(item) : item;
    const at = random(octets.length);
    const before = octets.subarray(0, at);
    const after = octets.subarray(at + 1);
    const changes = [
      () => [...before, octets[at]! ^ (1 << random(8)), ...after],
      () => [...before, ...after],
      () => [...before],
      () => [...before, octets[at]!, ...octets.subarray(at)],
      () => [...before, random(256), ...octets.subarray(at)],
      () => [...octets, ...octets],
    ];
    return Uint8Array.from(changes[random(changes.length)]!());
  });
}

/** A linear congruential generator (Numerical Recipes' constants), so that every run is the same. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
