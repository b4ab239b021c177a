/**
 * As much of XML as XMPP's opening needs, over octets as they arrive: where an element ends, and what its tags say.
 *
 * Comments, processing instructions and document types are refused, as RFC 6120 §11.1 demands; namespaces are
 * told apart by nothing but the local name.
 */
import type { Scan } from "./dialogue.ts";
import { DialogueError } from "./failure.ts";
import { MAXIMUM_ELEMENT_DEPTH } from "./limits.ts";
import { isText, quoteOctets } from "./quote.ts";

export interface Tag {
  /** Without its prefix. */
  readonly name: string;
  readonly kind: "start" | "end" | "empty";
  /** By their names with prefixes, undecoded. */
  readonly attributes: ReadonlyMap<string, string>;
  /** 0 for the element itself, 1 for its children. */
  readonly depth: number;
  /** What follows up to the next tag, trimmed, the predefined entities resolved. */
  readonly text: string;
}

/** Up to the end of the stream's start tag, an XML declaration before it included. */
export function streamHeaderScan(): Scan {
  return (unread) => {
    const first = nextTag(unread, 0);
    if (first === null || unread[first.start + 1] !== QUESTION_MARK) return first?.end ?? null;
    return nextTag(unread, first.end)?.end ?? null;
  };
}

/** Up to the end of one element with all its children, or of the end tag that closes the stream. */
export function elementScan(): Scan {
  let position = 0;
  let depth = 0;
  return (unread) => {
    for (;;) {
      const tag = nextTag(unread, position, depth > 0);
      if (tag === null) return null;
      position = tag.end;
      const mark = unread[tag.start + 1]!;
      if (mark === QUESTION_MARK || mark === EXCLAMATION_MARK) {
        throw new DialogueError(
          "malformed_message",
          "XML that XMPP forbids: a comment, an instruction or a document type",
        );
      }
      if (mark === SLASH) depth--;
      else if (unread[tag.end - 2] !== SLASH) depth++;
      if (depth <= 0) return position;
      if (depth > MAXIMUM_ELEMENT_DEPTH) {
        throw new DialogueError(
          "limit_exceeded",
          `Elements are nested more than ${MAXIMUM_ELEMENT_DEPTH} deep`,
        );
      }
    }
  };
}

/** Every tag of `text`, which a scan has found to be whole. */
export function readTags(text: string): Tag[] {
  let depth = 0;
  return Array.from(text.matchAll(tagPattern)).flatMap(([, inside, end, after]) => {
    const [, close, name, rest] = insidePattern.exec(inside!) ?? [];
    if (end === "" || name === undefined) return [];
    const kind = close === "/" ? "end" : rest!.endsWith("/") ? "empty" : "start";
    if (kind === "end") depth--;
    const tag: Tag = {
      name: name.slice(name.lastIndexOf(":") + 1),
      kind,
      attributes: new Map(
        Array.from(rest!.matchAll(attributePattern), ([, key, single, double]) => [key!, single ?? double!]),
      ),
      depth,
      text: resolveEntities(after!.trim()),
    };
    if (kind === "start") depth++;
    return [tag];
  });
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>'"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The first tag at or behind `from`; only white space may precede it, or any text where `textAllowed`. */
function nextTag(octets: Uint8Array, from: number, textAllowed = false): Span | null {
  let start = from;
  while (start < octets.length && octets[start] !== LESS_THAN) {
    if (!textAllowed && !isWhiteSpace(octets[start]!)) refuseText(octets.subarray(from));
    start++;
  }
  let quoted: number | null = null;
  for (let i = start + 1; i < octets.length; i++) {
    const octet = octets[i]!;
    if (quoted !== null) {
      if (octet === quoted) quoted = null;
    } else if (octet === APOSTROPHE || octet === QUOTATION_MARK) quoted = octet;
    else if (octet === GREATER_THAN) return { start, end: i + 1 };
  }
  return null;
}

function refuseText(octets: Uint8Array): void {
  // Octet by octet, a TLS alert must not be refused before it can be told from garbage
  if (!isText(octets) && octets.length < TELLING_OCTETS) return;
  throw new DialogueError("malformed_message", `${quoteOctets(octets)} is not an XML element`);
}

function isWhiteSpace(octet: number): boolean {
  return octet === 0x20 || octet === 0x09 || octet === 0x0a || octet === 0x0d;
}

function resolveEntities(text: string): string {
  return text.replace(/&(lt|gt|amp|apos|quot);/g, (_, name: keyof typeof entities) => entities[name]);
}

const entities = { lt: "<", gt: ">", amp: "&", apos: "'", quot: '"' } as const;

// A server may send what looks like the beginning of many tags. From each `<` on, the first pattern has one way to
// match, and always does; the last one begins where a name does, and not at each of its characters.
const tagPattern = /<((?:[^'">]|'[^']*(?:'|$)|"[^"]*(?:"|$))*)(>|$)([^<]*)/g;
const insidePattern = /^(\/?)([^\s/'"=?!][^\s/'"=]*)(.*)$/s;
const attributePattern = /(?<![^\s='"])([^\s='"]+)\s*=\s*(?:'([^']*)'|"([^"]*)")/g;

const TELLING_OCTETS = 3;
const EXCLAMATION_MARK = 0x21;
const QUOTATION_MARK = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const QUESTION_MARK = 0x3f;
