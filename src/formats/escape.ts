/**
 * Strings from outside, made safe to show on a terminal.
 *
 * Certificates, host names and servers' words may hold escape sequences, line breaks, and characters that are not
 * seen but change how others are: all of them come out as visible escapes like `\u{1b}`.
 */

/**
 * Controls (C0, DEL, C1), bidirectional and other format characters, line and paragraph separators, lone
 * surrogates, and what is ignored in display: zero-width characters, fillers, variation selectors, tags.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Far more than any honest name or sentence needs. */
const defaultLimit = 600;

/** One line without anything unseen, cut to `limit` characters before escaping. */
export function escapeForTerminal(text: string, limit = defaultLimit): string {
  return cut(text, limit).replace(unseen, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** The same characters as JSON escapes, which a JSON parser reads back to what they were. */
export function escapeInJson(json: string): string {
  return json.replace(unseen, (character) => {
    if (character === "\n") return character; // between tokens: within strings JSON has escaped it already
    const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
    return units.map((unit) => "\\u" + unit.toString(16).padStart(4, "0")).join("");
  });
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const characters = Array.from(text.slice(0, 2 * limit + 2)); // two units make a character at most
  return characters.length <= limit ? text : characters.slice(0, limit).join("") + "…";
}
