/** Takes a pasted target out of what surrounds it in text: space, quotation marks, angle brackets. */
import { trimWhere } from "../bytes/mod.ts";
import { quote, TargetError } from "./target_error.ts";

export const INPUT_CHARACTERS_MAX = 2048;
const WRAPPINGS_MAX = 4;

const wrappings: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ["`", "`"],
  ["<", ">"],
  ["“", "”"],
  ["„", "“"],
  ["‘", "’"],
  ["«", "»"],
];

/** One word, not empty. Throws TargetError. */
export function unwrap(input: string): string {
  if (input.length > INPUT_CHARACTERS_MAX) {
    throw new TargetError(
      "target",
      `The target has ${input.length} characters`,
      `A target has at most ${INPUT_CHARACTERS_MAX}, as in "example.com:8443"`,
    );
  }
  let text = trimWhere(input, isBlank);
  for (let layer = 0; layer < WRAPPINGS_MAX; layer++) {
    const wrapped = wrappings.some(([open, close]) =>
      text.length > 1 && text.startsWith(open) && text.endsWith(close)
    );
    if (!wrapped) break;
    text = trimWhere(text.slice(1, -1), isBlank);
  }
  if (text === "") {
    throw new TargetError(
      "target",
      "The target is missing",
      'A target is a host name, an address or a URL, as in "example.com"',
    );
  }
  if (/[\s\p{Cc}]/u.test(text)) {
    throw new TargetError(
      "target",
      `${quote(text)} has white space or a control character in it`,
      'A target is one name, address or URL, as in "example.com:8443"',
    );
  }
  return text;
}

/** Beyond what `String.prototype.trim` takes: invisible format characters, such as U+200B, come along from web pages. */
function isBlank(character: string): boolean {
  return /[\s\p{Cf}]/u.test(character);
}
