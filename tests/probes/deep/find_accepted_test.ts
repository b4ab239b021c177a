/** Elimination, with servers that are a function from what is offered to what is chosen. */
import assert from "node:assert/strict";
import { type Choice, findAccepted } from "../../../src/probes/deep/find_accepted.ts";
import { ProbeFailed } from "../../../src/probes/deep/probe.ts";

type Ask = (offered: readonly string[]) => Promise<Choice<string>>;

const chosen = (value: string | undefined): Choice<string> =>
  value === undefined ? { kind: "none" } : { kind: "chosen", value };

/** By its own order. */
const server = (...order: readonly string[]): Ask => (offered) =>
  Promise.resolve(chosen(order.find((value) => offered.includes(value))));

/** By the client's. */
const follower = (...known: readonly string[]): Ask => (offered) =>
  Promise.resolve(chosen(offered.find((value) => known.includes(value))));

const alphabet = ["a", "b", "c", "d"];

Deno.test("the server's order comes out whatever ours is", async () => {
  assert.deepEqual(await findAccepted(alphabet, 9, server("d", "b", "c")), {
    accepted: ["d", "b", "c"],
    preference: "server",
    complete: true,
    notOffered: null,
    unanswered: null,
  });
});

Deno.test("a server that follows the client's order is told from one with the same order", async () => {
  const { accepted, preference } = await findAccepted(alphabet, 9, follower("c", "a"));
  assert.deepEqual([accepted, preference], [["a", "c"], "client"]);
  assert.equal((await findAccepted(alphabet, 9, server("a", "c"))).preference, "server");
});

Deno.test("one or none: there is no order, and nobody is asked for it", async () => {
  for (const [known, questions] of [[["b"], 2], [[], 1]] as const) {
    let asked = 0;
    const ask: Ask = (offered) => {
      asked++;
      return server(...known)(offered);
    };
    const { accepted, preference, complete } = await findAccepted(alphabet, 9, ask);
    assert.deepEqual([accepted, preference, complete, asked], [known, "unknown", true, questions]);
  }
});

Deno.test("an empty offer is not made", async () => {
  const ask: Ask = (offered) => {
    assert.notEqual(offered.length, 0);
    return server(...alphabet)(offered);
  };
  assert.deepEqual((await findAccepted(alphabet, 9, ask)).accepted, alphabet);
});

Deno.test("a server that goes on choosing what is no longer offered is left alone, and told of", async () => {
  let asked = 0;
  const { accepted, notOffered, complete } = await findAccepted(alphabet, 9, () => {
    asked++;
    return Promise.resolve(chosen("b"));
  });
  assert.deepEqual([accepted, notOffered, complete, asked], [["b"], "b", true, 2]);
});

Deno.test("no more questions than stated, and one for the order", async () => {
  let asked = 0;
  const { accepted, complete, preference } = await findAccepted(alphabet, 2, (offered) => {
    asked++;
    return server(...alphabet)(offered);
  });
  assert.deepEqual([accepted, complete, preference, asked], [["a", "b"], false, "server", 3]);
});

Deno.test("what was learnt before an answer is missing is kept, and why", async () => {
  const until = (end: () => Promise<Choice<string>>): Ask => (offered) =>
    offered.includes("a") ? server("a")(offered) : end();
  for (
    const end of [
      () => Promise.resolve({ kind: "no_answer", reason: "Silence" } as const),
      () => Promise.reject(new ProbeFailed("Silence")),
    ]
  ) {
    const { accepted, complete, unanswered } = await findAccepted(alphabet, 9, until(end));
    assert.deepEqual([accepted, complete, unanswered], [["a"], false, "Silence"]);
  }
  await assert.rejects(
    findAccepted(alphabet, 9, until(() => Promise.reject(new TypeError("a bug")))),
    TypeError,
  );
});
