/** A metric with its labels, as the exposition format writes it. */
import { escapeForTerminal } from "../escape.ts";

export type Labels = Readonly<Record<string, string>>;

/** Longer label values cost memory in every scrape and say no more. */
const MAXIMUM_LABEL_LENGTH = 1024;

export function seriesOf(name: string, labels: Labels): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${labelValue(text)}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(",")}}`;
}

/** What is not seen comes out as a visible escape; then the format's own three: backslash, quote, line break. */
function labelValue(text: string): string {
  return escapeForTerminal(text, MAXIMUM_LABEL_LENGTH)
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n");
}
