/** The attacks that have a name: what each does, what it needs, and what takes it away. The table is the rules'. */
import { attackTable } from "../../rules/deep/attacks/mod.ts";
import type { Topic } from "./topic.ts";

export function attackTopics(): Topic[] {
  return attackTable.map(({ id, name, says, needs, besides, remedy, references }) => ({
    kind: "attack",
    id,
    title: name,
    explanation: `${says} It needs: ${sentence(needs)}${
      besides === null ? "" : ` And beside that: ${sentence(besides)}`
    }`,
    remedy,
    references,
  }));
}

function sentence(text: string): string {
  return `${text.replace(/^[AT](?=[a-z]* )/, (first) => first.toLowerCase())}.`;
}
