import type { Dialogue } from "./dialogue.ts";
import { readBlock, readReply } from "./line_reader.ts";
import { notKnown, notOffered, refused, type StarttlsProtocol, turnedAway } from "./protocol.ts";

export const nntp: StarttlsProtocol = {
  name: "nntp",
  title: "NNTP",
  defaultPort: 119,
  implicitPort: 563,
  implicitScheme: "nntps",
  reference: "RFC 4642 §2.2",
  upgrade,
};

async function upgrade(dialogue: Dialogue): Promise<void> {
  const greeting = await readReply(dialogue);
  // RFC 3977 §5.1.1: posting allowed, prohibited; else 400 or 502
  if (greeting.code !== 200 && greeting.code !== 201) throw turnedAway(greeting.quoted);

  await dialogue.sendLine("CAPABILITIES");
  const { code } = await readReply(dialogue);
  // RFC 3977 §5.2: 101; servers older than it answer 500 and may still know STARTTLS
  const knowsCapabilities = code === 101;
  if (knowsCapabilities) {
    const capabilities = await readBlock(dialogue);
    if (!capabilities.some((line) => /^STARTTLS(\s|$)/i.test(line))) {
      throw notOffered("STARTTLS", capabilities);
    }
  }

  await dialogue.sendLine("STARTTLS");
  const goAhead = await readReply(dialogue);
  if (goAhead.code === 382) return; // RFC 4642 §2.2.1
  throw goAhead.code === 500 ? notKnown("STARTTLS", goAhead.quoted) : refused("STARTTLS", goAhead.quoted);
}
