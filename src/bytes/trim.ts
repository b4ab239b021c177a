/**
 * `text` without the spaces and tabs at its ends. By index: to a regular expression for the end, every run of blanks
 * within the text is a beginning of it, and a long one costs the square of its length.
 */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start]!)) start++;
  while (end > start && isBlank(text[end - 1]!)) end--;
  return text.slice(start, end);
}

function isBlank(character: string): boolean {
  return character === " " || character === "\t";
}
