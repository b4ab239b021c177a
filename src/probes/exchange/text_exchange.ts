/** Protocols of lines: the server greets, or is asked something after an upgrade, and is bidden farewell. */
import { decodeText } from "../../starttls/quote.ts";
import type { ExchangeChannel, ExchangeProtocol } from "./protocol.ts";
import { readUntil } from "./read_until.ts";
import { notThis, show } from "./show.ts";

export interface TextProtocol {
  readonly name: string;
  /** As people write it. */
  readonly title: string;
  readonly applicationProtocols?: readonly string[];
  /** What the server says by itself where TLS comes first. */
  readonly greeting: Reply;
  /** What it is asked after an upgrade, when it has greeted in the clear, without the end of the line. */
  readonly command: (channel: ExchangeChannel) => string;
  readonly response: Reply;
  readonly farewell: string;
}

export interface Reply {
  /** How a reply begins in this protocol, so that something else is told from it. */
  readonly begins: RegExp;
  /** Found once it is whole. */
  readonly whole: RegExp;
}

export function textExchange(
  { name, title, applicationProtocols = [], greeting, command, response, farewell }: TextProtocol,
): ExchangeProtocol {
  return {
    name,
    applicationProtocols,
    async exchange(channel) {
      if (channel.upgraded) await channel.write(line(command(channel)));
      const { begins, whole } = channel.upgraded ? response : greeting;
      const received = await readUntil(channel, (received) => whole.test(decodeText(received)));
      const reply = decodeText(received);
      return begins.test(reply) ? { ...show(reply), farewell: line(farewell) } : notThis(title, received);
    },
  };
}

/** Three digits, on each line but perhaps those between the first and the last: RFC 5321 §4.2.1, RFC 959 §4.2. */
export const numberedReply: Reply = {
  begins: /^[1-5][0-9]{2}(?:[ -]|\r?\n)/,
  whole: /^[1-5][0-9]{2}(?: [^\n]*)?\r?\n/m,
};

function line(text: string): Uint8Array {
  return new TextEncoder().encode(`${text}\r\n`);
}
