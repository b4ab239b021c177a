/** A peer's words as a fact: one line, bounded, and otherwise as they came; whoever shows them must escape them. */
import type { Answer } from "./exchange_facts.ts";

const MAXIMUM_ANSWER_LENGTH = 200;

/** `answer`: one line or several, `null` when nothing came back. */
export function show(answer: string | null): Answer {
  return { answer: answer === null ? null : bounded(answer), http: null };
}

/** `title`: as people write the protocol that was expected. */
export function notThis(title: string, received: Uint8Array): Answer {
  return show(received.length === 0 ? null : `data that is not ${title}`);
}

/** Lines stand side by side; the dot that ends a list says nothing. */
function bounded(answer: string): string {
  const lines = answer.split("\n").map((line) => line.trim());
  const text = lines.filter((line) => line !== "" && line !== ".").join("; ");
  return text.length <= MAXIMUM_ANSWER_LENGTH ? text : `${text.slice(0, MAXIMUM_ANSWER_LENGTH - 1)}…`;
}
