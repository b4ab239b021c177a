/** A channel whose far end answers by script, for one protocol's exchange alone. */
import type { ExchangeChannel } from "../../../src/probes/exchange/protocol.ts";

export interface ChannelScript {
  readonly upgraded: boolean;
  /** What the server says before it has heard anything. */
  readonly greeting?: Uint8Array | string;
  /** What it says to each thing it hears, in turn. */
  readonly answers?: readonly (Uint8Array | string)[];
  /** Octets that one read gives at most. */
  readonly readSize?: number;
  readonly serverName?: string | null;
}

export interface ScriptedChannel extends ExchangeChannel {
  readonly written: readonly Uint8Array[];
}

export function scriptedChannel(script: ChannelScript): ScriptedChannel {
  const { upgraded, greeting = "", answers = [], readSize = Infinity, serverName = "mx.example" } = script;
  const written: Uint8Array[] = [];
  const waiting: Uint8Array[] = [];
  const arrive = (said: Uint8Array | string) => {
    const octets = typeof said === "string" ? new TextEncoder().encode(said) : said;
    for (let at = 0; at < octets.length; at += readSize) {
      waiting.push(octets.subarray(at, Math.min(octets.length, at + readSize)));
    }
  };
  arrive(greeting);
  return {
    authority: serverName ?? "192.0.2.7",
    serverName,
    hostname: serverName ?? "192.0.2.7",
    userAgent: "tls-handshake-checker/0.1.0 (+https://example.com/about)",
    clientName: "checker.invalid",
    upgraded,
    written,
    write(bytes) {
      arrive(answers[written.length] ?? "");
      written.push(bytes.slice());
      return Promise.resolve();
    },
    // What has arrived, and then nothing more within the time.
    read: () => Promise.resolve(waiting.shift() ?? null),
  };
}
