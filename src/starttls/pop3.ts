import type { Dialogue } from "./dialogue.ts";
import { readBlock, readLine } from "./line_reader.ts";
import {
  notKnown,
  notOffered,
  refused,
  type StarttlsProtocol,
  turnedAway,
  unintelligible,
} from "./protocol.ts";
import { quote } from "./quote.ts";

export const pop3: StarttlsProtocol = {
  name: "pop3",
  title: "POP3",
  defaultPort: 110,
  implicitPort: 995,
  implicitScheme: "pop3s",
  reference: "RFC 2595 §4",
  upgrade,
};

async function upgrade(dialogue: Dialogue): Promise<void> {
  const greeting = await readStatus(dialogue);
  if (!greeting.ok) throw turnedAway(greeting.quoted);

  await dialogue.sendLine("CAPA");
  // RFC 2449 §5: CAPA itself is optional; a server without it may still know STLS
  const { ok: knowsCapa } = await readStatus(dialogue);
  if (knowsCapa) {
    const capabilities = await readBlock(dialogue);
    if (!capabilities.some((line) => /^STLS(\s|$)/i.test(line))) throw notOffered("STLS", capabilities);
  }

  await dialogue.sendLine("STLS");
  const goAhead = await readStatus(dialogue);
  if (!goAhead.ok) throw knowsCapa ? refused("STLS", goAhead.quoted) : notKnown("STLS", goAhead.quoted);
}

/** RFC 1939 §3: `+OK` or `-ERR`; upper case is what the RFC wants, not what all send. */
async function readStatus(dialogue: Dialogue): Promise<{ ok: boolean; quoted: string }> {
  const line = await readLine(dialogue);
  const status = /^(\+OK|-ERR)(?:\s|$)/i.exec(line)?.[1];
  if (status === undefined) throw unintelligible(dialogue, line);
  return { ok: status.startsWith("+"), quoted: quote(line) };
}
