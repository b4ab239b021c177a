/** Lines and what is made of them: the replies of SMTP and FTP, blocks that a dot ends. */
import type { Dialogue, Scan } from "./dialogue.ts";
import { DialogueError } from "./failure.ts";
import { MAXIMUM_LINE_OCTETS } from "./limits.ts";
import { unintelligible } from "./protocol.ts";
import { decodeText, isText, quote, quoteOctets } from "./quote.ts";

/** The next line, without its end: CR LF, or a bare LF as careless servers send. */
export async function readLine(dialogue: Dialogue): Promise<string> {
  const first = dialogue.units === 0;
  const octets = await dialogue.receive(lineScan(first), MAXIMUM_LINE_OCTETS);
  const end = octets.at(-2) === CR ? -2 : -1;
  const line = decodeText(octets.subarray(0, end));
  dialogue.logReceived(line);
  return line;
}

export interface Reply {
  readonly code: number;
  /** What stands behind the code, line by line. */
  readonly lines: readonly string[];
  /** The whole reply for an error message: its last line, quoted. */
  readonly quoted: string;
}

/**
 * A reply of three digits and text, over several lines while a hyphen follows the digits (RFC 5321 §4.2.1).
 * With `bareLines` (FTP, RFC 959 §4.2), the lines in between may be anything, and only the first code ends it.
 */
export async function readReply(dialogue: Dialogue, bareLines = false): Promise<Reply> {
  const lines: string[] = [];
  let firstCode: string | null = null;
  for (;;) {
    const line = await readLine(dialogue);
    const [, code, separator, text] = replyLine.exec(line) ?? [];
    firstCode ??= code ?? null;
    if (bareLines && firstCode !== null && code !== firstCode) {
      lines.push(line);
    } else if (code === undefined) {
      throw unintelligible(dialogue, line);
    } else {
      lines.push(text ?? "");
      if (separator !== "-") return { code: Number(code), lines, quoted: quote(line) };
    }
  }
}

/** The lines up to the one that holds a dot alone (RFC 3977 §3.1.1, RFC 1939 §3), their dots unstuffed. */
export async function readBlock(dialogue: Dialogue): Promise<string[]> {
  const lines: string[] = [];
  for (;;) {
    const line = await readLine(dialogue);
    if (line === ".") return lines;
    lines.push(line.startsWith(".") ? line.slice(1) : line);
  }
}

/** Binary octets never hold a line's end where one is waited for, so the first line is refused as soon as it is seen. */
function lineScan(first: boolean): Scan {
  let from = 0;
  return (unread) => {
    if (first && unread.length >= TELLING_OCTETS && !isText(unread)) {
      throw new DialogueError("malformed_message", `${quoteOctets(unread)} is not a line of text`);
    }
    const at = unread.indexOf(LF, from);
    from = unread.length;
    return at === -1 ? null : at + 1;
  };
}

const replyLine = /^([1-6][0-9]{2})(?:([ -])(.*))?$/s;

/** A TLS record header shows itself by its third octet. */
const TELLING_OCTETS = 3;

const LF = 0x0a;
const CR = 0x0d;
