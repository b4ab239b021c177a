/** Breaks a text between words, and within a word only where it is longer than a line. */
import { displayWidth, slices } from "./display_width.ts";

/** Less is no column to read in. */
const narrowest = 16;

/** Lines of at most `columns` each; at least one, which may be empty. */
export function wrap(text: string, columns: number): string[] {
  const most = Math.max(narrowest, columns);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter((word) => word !== "")) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (displayWidth(joined) <= most) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = slices(word, most);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1)!;
  }
  return [...lines, line];
}
