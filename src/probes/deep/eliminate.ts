/** What a server chooses of a list, again and again without what it has chosen, until it wants none of the rest. */
import type { Registry } from "../../registry/mod.ts";
import { ProbeFailed } from "./probe.ts";

/** `choose`: asks with the list that is left; `null` where the server refuses it. Its order is kept. */
export async function* eliminate<Choice extends { readonly value: number }>(
  list: readonly number[],
  registry: Registry,
  choose: (left: readonly number[]) => Promise<Choice | null>,
): AsyncGenerator<Choice, void, void> {
  const left = new Set(list);
  while (left.size > 0) {
    const choice = await choose([...left]);
    if (choice === null) return;
    // Or it could go on for ever.
    if (!left.delete(choice.value)) throw notOffered(registry, choice.value);
    yield choice;
  }
}

export function notOffered(registry: Registry, value: number): ProbeFailed {
  const { name, hex } = registry.codePoint(value);
  return new ProbeFailed(`The server chose ${name ?? hex}, which was not offered`);
}
