import type { Dialogue } from "./dialogue.ts";
import { DialogueError } from "./failure.ts";
import { readLine } from "./line_reader.ts";
import {
  notKnown,
  notOffered,
  refused,
  type StarttlsProtocol,
  turnedAway,
  unintelligible,
} from "./protocol.ts";
import { quote } from "./quote.ts";

export const imap: StarttlsProtocol = {
  name: "imap",
  title: "IMAP",
  defaultPort: 143,
  implicitPort: 993,
  implicitScheme: "imaps",
  reference: "RFC 9051 §6.2.1",
  upgrade,
};

async function upgrade(dialogue: Dialogue): Promise<void> {
  const greeting = await readGreeting(dialogue);
  // RFC 9051 §7.1: a CAPABILITY response code spares the command
  if (!capabilitiesIn([greeting]).includes("STARTTLS")) await askCapabilities(dialogue);

  const { status, quoted } = await command(dialogue, "a2", "STARTTLS");
  if (status !== "OK") throw refused("STARTTLS", quoted);
}

async function readGreeting(dialogue: Dialogue): Promise<string> {
  const line = await readLine(dialogue);
  const condition = /^\* (OK|PREAUTH|BYE)(?: |$)/i.exec(line)?.[1]?.toUpperCase();
  if (condition === undefined) throw unintelligible(dialogue, line);
  if (condition === "BYE") throw turnedAway(quote(line));
  // RFC 9051 §6.2.1: STARTTLS is valid only before authentication
  if (condition === "PREAUTH") throw authenticatedAlready(line);
  return line;
}

async function askCapabilities(dialogue: Dialogue): Promise<void> {
  const { status, quoted, untagged } = await command(dialogue, "a1", "CAPABILITY");
  if (status !== "OK") throw notKnown("CAPABILITY", quoted);
  const capabilities = capabilitiesIn([...untagged, quoted]);
  if (!capabilities.includes("STARTTLS")) throw notOffered("STARTTLS", capabilities);
}

interface Completion {
  readonly status: string;
  /** The tagged line, quoted. */
  readonly quoted: string;
  readonly untagged: readonly string[];
}

async function command(dialogue: Dialogue, tag: string, name: string): Promise<Completion> {
  await dialogue.sendLine(`${tag} ${name}`);
  const untagged: string[] = [];
  for (;;) {
    const line = await readLine(dialogue);
    const completion = /^(\S+) (OK|NO|BAD)(?: |$)/i.exec(line);
    if (completion?.[1]?.toLowerCase() === tag) {
      return { status: completion[2]!.toUpperCase(), quoted: quote(line), untagged };
    }
    if (/^\* BYE(?: |$)/i.test(line)) throw turnedAway(quote(line));
    if (!line.startsWith("* ")) throw unintelligible(dialogue, line);
    untagged.push(line);
  }
}

/** RFC 9051 §7.2.2 as a response of its own, §7.1 as a response code; names are not case-sensitive. */
function capabilitiesIn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const list = /^\* CAPABILITY (.*)$/i.exec(line)?.[1] ?? capabilityCode(line);
    return list.toUpperCase().split(/\s+/).filter((name) => name !== "");
  });
}

function capabilityCode(line: string): string {
  const start = line.search(/\[CAPABILITY /i);
  const end = start < 0 ? -1 : line.indexOf("]", start);
  return end < 0 ? "" : line.slice(start + "[CAPABILITY ".length, end);
}

function authenticatedAlready(line: string): DialogueError {
  return new DialogueError(
    "starttls_not_offered",
    `The server takes this client as authenticated from the start, where STARTTLS is not allowed: ${
      quote(line)
    }`,
    "A server that trusts a network by its address speaks in the clear to it; check from elsewhere, or use imaps://",
  );
}
