/** What the log of a handshake of TLS 1.3 tells of its key exchange, also where nothing came of it. */
import { DecodeError, Reader } from "../../bytes/mod.ts";
import { HandshakeType } from "../../registry/mod.ts";
import { evidenceOf, type HandshakeLog, type LoggedMessage } from "../../tls/mod.ts";
import { find, keyShare } from "../../tls/extension/mod.ts";
import { readHandshake, readServerHello, type ServerHello } from "../../tls/message/mod.ts";

export interface KeyExchange {
  /** That the server chose, or asked for; `null`: neither. */
  readonly group: number | null;
  /** Whether what the server said under the keys that came of it could be read. */
  readonly works: boolean;
  /** From the ClientHello to the request for another one; `null`: there was none. */
  readonly roundTripMs: number | null;
}

export function keyExchangeOf(log: HandshakeLog): KeyExchange {
  const hellos = log.messages.flatMap((message) => readHello(message) ?? []);
  const retry = hellos.find(({ isHelloRetryRequest }) => isHelloRetryRequest) ?? null;
  const final = hellos.find(({ isHelloRetryRequest }) => !isHelloRetryRequest) ?? null;
  const asked = retry && find(retry.extensions, keyShare, "HelloRetryRequest");
  const chosen = final && find(final.extensions, keyShare, "ServerHello");
  return {
    group: chosen?.group ?? asked,
    works: evidenceOf(log, "server_hello")?.evidence.encryptedExtensions != null,
    roundTripMs: retry && retry.atMs - log.messages[0]!.atMs,
  };
}

function readHello(
  { direction, msgType, bytes, atMs }: LoggedMessage,
): ServerHello & { atMs: number } | null {
  if (direction !== "received" || msgType !== HandshakeType.server_hello) return null;
  try {
    return { ...readHandshake(new Reader(bytes), readServerHello), atMs };
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}
