/** XMPP between client and server or two servers: a new stream after TLS, and its features (RFC 6120 §5.4.3.3). */
import { DialogueError } from "../../starttls/failure.ts";
import { decodeText } from "../../starttls/quote.ts";
import { elementScan, readTags, streamHeaderScan, type Tag } from "../../starttls/xml.ts";
import { domainOf, streamHeader } from "../../starttls/xmpp_stream.ts";
import type { ExchangeProtocol } from "./protocol.ts";
import { readUntil } from "./read_until.ts";
import { notThis, show } from "./show.ts";

export function xmppExchange(
  name: string,
  applicationProtocol: string,
  namespace: "jabber:client" | "jabber:server",
): ExchangeProtocol {
  return {
    name,
    applicationProtocols: [applicationProtocol],
    async exchange(channel) {
      await channel.write(encoder.encode(streamHeader(await domainOf(channel), namespace)));
      const received = await readUntil(channel, (received) => firstElement(received) !== null);
      const element = firstElement(received);
      if (!(element instanceof Uint8Array)) return notThis("XMPP", received);
      return { ...show(described(readTags(decodeText(element)))), farewell: endOfStream };
    },
  };
}

/** The element behind the stream's header; `null` while more is needed, a `DialogueError` when it is none. */
function firstElement(received: Uint8Array): Uint8Array | DialogueError | null {
  try {
    const start = streamHeaderScan()(received);
    if (start === null) return null;
    const length = elementScan()(received.subarray(start));
    return length === null ? null : received.subarray(start, start + length);
  } catch (error) {
    if (error instanceof DialogueError) return error;
    throw error;
  }
}

function described(tags: readonly Tag[]): string {
  const children = tags.filter(({ depth, kind }) => depth === 1 && kind !== "end").map(({ name }) => name);
  return `stream ${tags[0]?.name ?? "end"}: ${children.join(", ") || "nothing"}`;
}

const encoder = new TextEncoder();

/** RFC 6120 §4.4. */
const endOfStream = encoder.encode("</stream:stream>");
