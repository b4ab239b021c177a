import type { Dialogue } from "./dialogue.ts";
import { DialogueError } from "./failure.ts";
import { MAXIMUM_LINE_OCTETS } from "./limits.ts";
import { readLine } from "./line_reader.ts";
import { notOffered, refused, type StarttlsProtocol, turnedAway, unintelligible } from "./protocol.ts";
import { decodeText, quote } from "./quote.ts";

/** ManageSieve: mail filters on the server. */
export const sieve: StarttlsProtocol = {
  name: "sieve",
  title: "ManageSieve",
  defaultPort: 4190,
  implicitPort: null,
  implicitScheme: null,
  reference: "RFC 5804 §2.2",
  upgrade,
};

async function upgrade(dialogue: Dialogue): Promise<void> {
  // RFC 5804 §1.7: the greeting is the answer to a CAPABILITY command that nobody sent
  const greeting = await readResponse(dialogue);
  if (greeting.status !== "OK") throw turnedAway(greeting.quoted);
  const capabilities = greeting.strings.map(({ 0: name, 1: value }) => ({
    name: name!.toUpperCase(),
    value,
  }));
  if (!capabilities.some(({ name }) => name === "STARTTLS")) {
    throw notOffered("STARTTLS", capabilities.map(({ name, value }) => value ? `${name} ${value}` : name));
  }

  await dialogue.sendLine("STARTTLS");
  const goAhead = await readResponse(dialogue);
  if (goAhead.status === "BYE") throw turnedAway(goAhead.quoted);
  if (goAhead.status !== "OK") throw refused("STARTTLS", goAhead.quoted);
}

interface Response {
  readonly status: "OK" | "NO" | "BYE";
  /** The line that holds the status, quoted. */
  readonly quoted: string;
  /** The strings of each line before it. */
  readonly strings: readonly string[][];
}

async function readResponse(dialogue: Dialogue): Promise<Response> {
  const strings: string[][] = [];
  for (;;) {
    const line = await readLineWithLiterals(dialogue);
    const status = /^(OK|NO|BYE)(?: |$)/i.exec(line)?.[1]?.toUpperCase() as Response["status"] | undefined;
    if (status !== undefined) return { status, quoted: quote(line), strings };
    const content = quotedStrings(line);
    if (!line.startsWith('"') || content.length === 0) throw unintelligible(dialogue, line);
    strings.push(content);
  }
}

/** A line in which literals (RFC 5804 §4, `{5}` and five octets behind the line's end) have become quoted strings. */
async function readLineWithLiterals(dialogue: Dialogue): Promise<string> {
  let line = await readLine(dialogue);
  for (;;) {
    const literal = /\{([0-9]{1,10})\+?\}$/.exec(line);
    if (literal === null) return line;
    const content = decodeText(await dialogue.receiveExactly(Number(literal[1])));
    dialogue.logReceived(content);
    line = `${line.slice(0, literal.index)}"${content.replace(/[\\"]/g, "\\$&")}"${await readLine(dialogue)}`;
    if (line.length > MAXIMUM_LINE_OCTETS) {
      throw new DialogueError(
        "limit_exceeded",
        `A line with literals is longer than ${MAXIMUM_LINE_OCTETS} octets`,
      );
    }
  }
}

/** RFC 5804 §4. One that has no end is none; it is gone through once all the same. */
export function quotedStrings(line: string): string[] {
  return Array.from(line.matchAll(/"((?:[^"\\]|\\.?)*)("?)/gs))
    .filter(([, , end]) => end !== "")
    .map(([, text]) => text!.replace(/\\(.)/gs, "$1"));
}
