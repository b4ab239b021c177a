/**
 * `text` without what is blank at its ends. By index: to a regular expression for the end, every run of blanks within
 * the text is a beginning of it, and a long one costs the square of its length.
 */
export function trimWhere(text: string, isBlank: (character: string) => boolean): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start]!)) start++;
  while (end > start && isBlank(text[end - 1]!)) end--;
  return text.slice(start, end);
}

/** Without the spaces and tabs at its ends. */
export function trimBlanks(text: string): string {
  return trimWhere(text, (character) => character === " " || character === "\t");
}
