/** Where a text stops being JSON (RFC 8259 §2), for people to look there: `JSON.parse` does not always say. */

interface Position {
  /** From 1, both. */
  readonly line: number;
  readonly column: number;
}

const blank = /[ \t\n\r]*/y;
const token =
  /[[\]{}:,]|"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;

/** For a text that `JSON.parse` refuses: where the first token stands that cannot be there. */
export function jsonFault(text: string): Position {
  /** What ends the arrays and objects that are open. */
  const ends: string[] = [];
  let expected = "value";
  let at = 0;
  while (true) {
    at = matchAt(blank, text, at)!.end;
    const found = matchAt(token, text, at);
    if (found === null) return position(text, at);
    const next = after(found.text, expected, ends);
    if (next === null) return position(text, at);
    expected = next;
    at = found.end;
  }
}

/** What may come after a token where `expected` was; `null`: it cannot be there. */
function after(word: string, expected: string, ends: string[]): string | null {
  const closes = ends.at(-1);
  if (expected === "colon") return word === ":" ? "value" : null;
  if (expected === "comma" && word === ",") return closes === "}" ? "key" : closes === "]" ? "value" : null;
  if (word === closes && /^(?:comma|first_)/.test(expected)) {
    ends.pop();
    return "comma";
  }
  if (expected.endsWith("key")) return word.startsWith('"') ? "colon" : null;
  if (!expected.endsWith("value") || /^[\]}:,]/.test(word)) return null;
  if (word === "[" || word === "{") ends.push(word === "[" ? "]" : "}");
  return word === "[" ? "first_value" : word === "{" ? "first_key" : "comma";
}

function matchAt(pattern: RegExp, text: string, at: number): { text: string; end: number } | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text)?.[0];
  return found === undefined ? null : { text: found, end: at + found.length };
}

function position(text: string, at: number): Position {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
