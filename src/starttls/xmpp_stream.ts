/** What client and server streams of XMPP have in common: header, features, starttls, proceed (RFC 6120 §5.4). */
import type { Dialogue, Scan } from "./dialogue.ts";
import { DialogueError } from "./failure.ts";
import { MAXIMUM_ELEMENT_OCTETS } from "./limits.ts";
import {
  notOffered,
  refused,
  type StarttlsContext,
  turnedAway,
  unintelligible,
  withoutTls,
} from "./protocol.ts";
import { decodeText, quote } from "./quote.ts";
import { elementScan, escapeXml, readTags, streamHeaderScan, type Tag } from "./xml.ts";

export async function upgradeXmpp(
  dialogue: Dialogue,
  namespace: "jabber:client" | "jabber:server",
  context: StarttlsContext,
): Promise<void> {
  const domain = await domainOf(context);
  await dialogue.sendText("<stream:stream>", streamHeader(domain, namespace));
  const [header] = await readTagsBy(dialogue, streamHeaderScan());
  if (header?.name !== "stream") throw unintelligible(dialogue, header?.name ?? "");
  if (!header.attributes.has("version")) { // RFC 6120 §4.7.5: older than features
    throw withoutTls("The server speaks XMPP from before version 1.0, which has no stream features");
  }

  const features = await readElement(dialogue, domain);
  const children = features.filter(({ depth, kind }) => depth === 1 && kind !== "end");
  if (features[0]!.name !== "features") throw unintelligible(dialogue, `<${features[0]!.name}>`);
  if (!children.some(({ name }) => name === "starttls")) {
    throw notOffered("<starttls/>", children.map(({ name }) => name));
  }

  await dialogue.sendText("<starttls/>", "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
  const [answer] = await readElement(dialogue, domain);
  if (answer!.name === "proceed") return; // RFC 6120 §5.4.2.3
  throw refused("<starttls/>", quote(`<${answer!.name}>`)); // RFC 6120 §5.4.2.2
}

/** RFC 6120 §4.7.2: the domain that is asked for, which only an address stands in for when there is no name. */
export async function domainOf(
  { serverName, hostname }: Pick<StarttlsContext, "serverName" | "hostname">,
): Promise<string> {
  const name = [serverName, hostname].find((name) => name !== null && !isAddress(name)) ?? hostname;
  if (!/(^|\.)xn--/i.test(name)) return name;
  const { domainToUnicode } = await import("node:url");
  return domainToUnicode(name) || name; // RFC 7622 §3.2: U-labels, not A-labels
}

function isAddress(name: string): boolean {
  return name.includes(":") || /^[0-9]+(\.[0-9]+){3}$/.test(name);
}

export function streamHeader(domain: string, namespace: string): string {
  return `<?xml version='1.0'?><stream:stream to='${escapeXml(domain)}' version='1.0' xmlns='${namespace}' ` +
    "xmlns:stream='http://etherx.jabber.org/streams'>";
}

/** The next element of the stream; a stream error or the stream's end is thrown. */
async function readElement(dialogue: Dialogue, domain: string): Promise<Tag[]> {
  const tags = await readTagsBy(dialogue, elementScan());
  const [first] = tags;
  if (first === undefined) throw unintelligible(dialogue, "");
  if (first.name === "error") throw streamError(tags, domain);
  if (first.kind === "end") throw turnedAway("the stream was ended");
  return tags;
}

/** RFC 6120 §4.9: a condition, and perhaps a text for people. */
function streamError(tags: readonly Tag[], domain: string): DialogueError {
  const children = tags.filter(({ depth, kind }) => depth === 1 && kind !== "end");
  const condition = children.find(({ name }) => name !== "text")?.name;
  const text = children.find(({ name }) => name === "text")?.text ?? tags[0]!.text;
  const said = [condition, text].filter((part) => part !== undefined && part !== "").join(": ");
  if (condition !== "host-unknown" && condition !== "improper-addressing") return turnedAway(quote(said));
  return new DialogueError(
    "starttls_failed",
    `The server does not serve the XMPP domain ${quote(domain)}: ${quote(said)}`,
    "Give the domain behind the @ of its users with --sni: it need not be the server's own name",
  );
}

async function readTagsBy(dialogue: Dialogue, scan: Scan): Promise<Tag[]> {
  const text = decodeText(await dialogue.receive(scan, MAXIMUM_ELEMENT_OCTETS));
  dialogue.logReceived(text);
  return readTags(text);
}
