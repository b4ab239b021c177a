/**
 * A certificate in full, every extension spelled out, as `@peculiar/x509` reads it: the long view for people.
 * Loaded when first asked for; the judgement does not depend on it.
 */
import { MAXIMUM_TEXT_CHARACTERS, MAXIMUM_TEXT_OCTETS } from "../bounds.ts";

/** Lines; `null` for what the library does not read, and for more octets than are spelled out. */
export async function certificateText(der: Uint8Array): Promise<string | null> {
  if (der.length > MAXIMUM_TEXT_OCTETS) return null;
  await import("reflect-metadata");
  const { TextConverter, X509Certificate } = await import("@peculiar/x509");
  try {
    const text = TextConverter.serialize(
      singleLines(new X509Certificate(Uint8Array.from(der)).toTextObject()),
    );
    return text.length <= MAXIMUM_TEXT_CHARACTERS ? text : `${text.slice(0, MAXIMUM_TEXT_CHARACTERS)}…`;
  } catch {
    return null;
  }
}

interface TextTree {
  /** A line's own value is under a symbol. */
  [key: string | symbol]: unknown;
}

/** No value can pose as lines of its own. Changes the tree. */
function singleLines<T extends TextTree>(tree: T): T {
  const rest: TextTree[] = [tree];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    for (const key of Reflect.ownKeys(node)) {
      const value = node[key];
      if (typeof value === "string") node[key] = value.replace(LINE_BREAKS, escaped);
      else if (typeof value === "object" && value !== null && !isOctets(value)) {
        const inner = hasTree(value) ? value.toTextObject() : value as TextTree;
        if (inner !== value) node[key] = inner;
        rest.push(inner);
      }
    }
  }
  return tree;
}

function hasTree(value: object): value is { toTextObject(): TextTree } {
  return "toTextObject" in value && typeof value.toTextObject === "function";
}

function isOctets(value: object): boolean {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value) || value instanceof Date;
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

const LINE_BREAKS = /[\n\v\f\r\x85\u2028\u2029]/g;
