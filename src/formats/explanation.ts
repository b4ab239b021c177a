/** What something means, for a person at a terminal and for a program. */
import type { Topic } from "../explain/mod.ts";
import { escapeInJson } from "./escape.ts";
import type { TextOptions } from "./format.ts";
import { paint } from "./paint.ts";
import { hanging, type Page } from "./text/page.ts";
import { wrap } from "./wrap.ts";

export function formatExplanation(topics: readonly Topic[], { color, width }: TextOptions): string {
  const page: Page = { width, style: paint(color) };
  return topics.map((topic) => lines(topic, page).join("\n") + "\n").join("\n");
}

export function formatExplanationJson(topics: readonly Topic[]): string {
  return escapeInJson(JSON.stringify(topics, null, 2)) + "\n";
}

function lines({ kind, id, title, registry, explanation, remedy, references }: Topic, page: Page): string[] {
  const { style, width } = page;
  const [first, ...others] = wrap(title, width);
  return [
    ...[first!, ...others].map((line) => style.bold(line)),
    ...wrap(registry === undefined ? `${kind}, ${id}` : `${kind} ${id} of ${registry}`, width).map((line) =>
      style.dim(line)
    ),
    ...wrap(explanation, width),
    ...(remedy === null ? [] : hanging("→ ", 2, remedy, page)),
    ...(references.length === 0 ? [] : wrap(references.join(", "), width).map((line) => style.dim(line))),
  ];
}
