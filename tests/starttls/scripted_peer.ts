/** A peer that says what its script says, and hears what its script waits for. */
import { NetworkError } from "../../src/net/mod.ts";
import { starttls, type StarttlsContext, type StarttlsResult } from "../../src/starttls/mod.ts";
import { MemoryStream } from "../support/memory_stream.ts";

/**
 * Text and octets are sent; a pattern is waited for in what the client has sent since the last match. When both
 * sides wait for the other, and behind the last item, the client's deadline passes.
 */
export type Script = readonly (string | Uint8Array | RegExp | typeof close | typeof reset)[];

export const close = Symbol("the peer closes the connection");
export const reset = Symbol("the peer resets the connection");

export interface Conversation extends StarttlsResult {
  /** Everything the client sent. */
  readonly sent: Uint8Array;
  readonly sentText: string;
}

export interface ConverseOptions {
  readonly readSize?: number;
  readonly context?: Partial<StarttlsContext>;
}

export async function converse(
  protocol: string,
  script: Script,
  { readSize, context }: ConverseOptions = {},
): Promise<Conversation> {
  const [client, peer] = MemoryStream.pair(readSize === undefined ? {} : { readSize });
  const ended = { done: false };
  const playing = play(script, client, peer, ended);
  const result = await starttls(protocol, client, { ...defaultContext(), ...context });
  ended.done = true;
  client.close();
  const sent = await playing;
  return { ...result, sent, sentText: new TextDecoder().decode(sent) };
}

function defaultContext(): StarttlsContext {
  let milliseconds = 0;
  return {
    serverName: "server.example",
    hostname: "server.example",
    clientName: "client.example",
    monotonic: () => milliseconds++,
  };
}

async function play(
  script: Script,
  client: MemoryStream,
  peer: MemoryStream,
  ended: { readonly done: boolean },
): Promise<Uint8Array> {
  const sent: number[] = [];
  let heard = 0;
  const listen = async (): Promise<boolean> => {
    const patience = setTimeout(() => client.waiting && client.fail(deadlinePassed()), 0);
    const chunk = await peer.read();
    clearTimeout(patience);
    sent.push(...chunk ?? []);
    return chunk !== null;
  };
  for (const item of script) {
    if (typeof item === "string") await peer.write(new TextEncoder().encode(item));
    else if (item instanceof Uint8Array) await peer.write(item);
    else if (item instanceof RegExp) {
      for (;;) {
        const match = item.exec(latin1(sent.slice(heard)));
        if (match !== null) {
          heard += match.index + match[0].length;
          break;
        }
        if (!await listen()) return finish(item, sent, ended);
      }
    } else if (item === close) peer.close();
    else peer.reset();
    if (peer.closed) return Uint8Array.from(sent);
  }
  client.fail(deadlinePassed());
  while (await listen());
  return Uint8Array.from(sent);
}

function deadlinePassed(): NetworkError {
  return new NetworkError("timeout", "The deadline has passed");
}

/** A client that gave up sends no more; one that is still waiting was expected to say something else. */
function finish(item: RegExp, sent: readonly number[], ended: { readonly done: boolean }): Uint8Array {
  if (!ended.done) throw new Error(`The client never sent ${item}, but ${JSON.stringify(latin1(sent))}`);
  return Uint8Array.from(sent);
}

function latin1(octets: readonly number[]): string {
  return octets.map((octet) => String.fromCharCode(octet)).join("");
}
