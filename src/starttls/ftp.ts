import type { Dialogue } from "./dialogue.ts";
import { readReply, type Reply } from "./line_reader.ts";
import { notKnown, notOffered, refused, type StarttlsProtocol, turnedAway } from "./protocol.ts";

/** The control connection; data connections are protected apart from it (PROT), and are not looked at. */
export const ftp: StarttlsProtocol = {
  name: "ftp",
  title: "FTP",
  defaultPort: 21,
  implicitPort: 990,
  implicitScheme: "ftps",
  reference: "RFC 4217 §4",
  upgrade,
};

async function upgrade(dialogue: Dialogue): Promise<void> {
  let greeting = await readReply(dialogue, true);
  if (greeting.code === 120) greeting = await readReply(dialogue, true); // RFC 959 §5.4: ready in some minutes
  if (greeting.code !== 220) throw turnedAway(greeting.quoted);

  // RFC 4217 §6: FEAT tells what there is, but it is optional and some servers want a login for it
  await dialogue.sendLine("FEAT");
  const features = featuresIn(await readReply(dialogue, true));

  await dialogue.sendLine("AUTH TLS");
  const goAhead = await readReply(dialogue, true);
  if (goAhead.code === 234) return; // RFC 4217 §4
  if (goAhead.code === 421) throw turnedAway(goAhead.quoted);
  if (goAhead.code === 431 || goAhead.code === 534) throw refused("AUTH TLS", goAhead.quoted); // RFC 2228 §3
  if (features.some((line) => /^AUTH\b.*TLS/i.test(line))) throw refused("AUTH TLS", goAhead.quoted);
  if (features.length > 0) throw notOffered("AUTH TLS", features);
  throw notKnown("AUTH TLS", goAhead.quoted);
}

/** RFC 2389 §3.2: one a line, between a first and a last line that say nothing. */
function featuresIn({ code, lines }: Reply): string[] {
  return code === 211 ? lines.slice(1, -1).map((line) => line.trim()) : [];
}
