/** One line of the exposition format. */
import { escapeForTerminal } from "../escape.ts";

export type Labels = Readonly<Record<string, string>>;

/** Longer label values cost memory in every scrape and say no more. */
const MAXIMUM_LABEL_LENGTH = 1024;

export function sample(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${labelValue(text)}"`);
  return `${name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${value}\n`;
}

/** What is not seen comes out as a visible escape; then the format's own three: backslash, quote, line break. */
function labelValue(text: string): string {
  return escapeForTerminal(text, MAXIMUM_LABEL_LENGTH)
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n");
}
