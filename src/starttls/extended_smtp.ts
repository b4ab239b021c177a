/** What SMTP and LMTP have in common: greeting, hello with its list of extensions, STARTTLS (RFC 3207 §4). */
import type { Dialogue } from "./dialogue.ts";
import { readReply } from "./line_reader.ts";
import { notKnown, notOffered, refused, turnedAway } from "./protocol.ts";

export async function upgradeExtendedSmtp(dialogue: Dialogue, hello: string): Promise<void> {
  const greeting = await readReply(dialogue);
  if (greeting.code !== 220) throw turnedAway(greeting.quoted); // RFC 5321 §4.3.2: 554, 421

  await dialogue.sendLine(hello);
  const extensions = await readReply(dialogue);
  if (extensions.code === 500 || extensions.code === 502) throw notKnown(hello, extensions.quoted);
  if (extensions.code !== 250) throw turnedAway(extensions.quoted);
  // RFC 5321 §2.4: keywords are not case-sensitive
  if (!extensions.lines.some((line) => /^STARTTLS(\s|$)/i.test(line))) {
    throw notOffered("STARTTLS", extensions.lines.slice(1)); // RFC 5321 §4.1.1.1: the first line is the server's name
  }

  await dialogue.sendLine("STARTTLS");
  const goAhead = await readReply(dialogue);
  if (goAhead.code !== 220) throw refused("STARTTLS", goAhead.quoted); // RFC 3207 §4: 454, 501
}
