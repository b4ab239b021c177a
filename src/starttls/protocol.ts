/** What every STARTTLS protocol of this folder is: one entry, one file. */
import type { Dialogue } from "./dialogue.ts";
import { DialogueError } from "./failure.ts";
import { quote } from "./quote.ts";

export interface StarttlsProtocol {
  /** As OpenSSL's `s_client -starttls` names it. */
  readonly name: string;
  /** As people write it. */
  readonly title: string;
  /** Where the upgrade is spoken. */
  readonly defaultPort: number;
  /** Where the same protocol is spoken inside TLS from the first octet; `null` where there is no such port. */
  readonly implicitPort: number | null;
  /** The scheme that means so in a target; `null` where there is none. */
  readonly implicitScheme: string | null;
  /** RFC and section, or the manual where no RFC defines it. */
  readonly reference: string;
  /**
   * Speaks up to and including the peer's go-ahead: what comes next from us is a ClientHello.
   * Throws `DialogueError` when the peer does not go along, and lets the stream's `NetworkError` pass.
   */
  upgrade(dialogue: Dialogue, context: StarttlsContext): Promise<void>;
}

export interface StarttlsContext {
  /** The name that the TLS handshake will ask for; `null` when it will ask for none. */
  readonly serverName: string | null;
  /** As in the target: a name, or an address without brackets. */
  readonly hostname: string;
  /** What we call ourselves where the protocol wants a name: EHLO, LHLO. */
  readonly clientName: string;
  /** Milliseconds, never going back. */
  monotonic(): number;
}

/** The upgrade is not among what the server offers. */
export function notOffered(what: string, offered: readonly string[]): DialogueError {
  const instead = offered.length === 0 ? "it offers no extension" : `it offers ${quote(offered.join(", "))}`;
  return withoutTls(`The server does not offer ${what}: ${instead}`);
}

/** The server does not know the command itself. */
export function notKnown(command: string, quotedReply: string): DialogueError {
  return withoutTls(`The server does not know ${quote(command)}: ${quotedReply}`);
}

/** The server does not do TLS here, as `message` says. */
export function withoutTls(message: string): DialogueError {
  return new DialogueError(
    "starttls_not_offered",
    message,
    "Configure a certificate and turn on TLS in the server, or check a port where it speaks TLS",
  );
}

/** The server offers the upgrade and then refuses it. */
export function refused(command: string, quotedReply: string): DialogueError {
  return new DialogueError(
    "starttls_failed",
    `The server refused ${quote(command)}: ${quotedReply}`,
    "Its log says why; a missing or unreadable certificate or key is the usual reason",
  );
}

/** The server turns us away before anything is asked of it. */
export function turnedAway(quotedReply: string): DialogueError {
  return new DialogueError(
    "starttls_failed",
    `The server turned the connection away: ${quotedReply}`,
    "It may limit connections or refuse this client's address; try later or from elsewhere",
  );
}

export function unintelligible(dialogue: Dialogue, line: string): DialogueError {
  return new DialogueError("malformed_message", `${quote(line)} came instead of ${dialogue.awaited}`);
}
