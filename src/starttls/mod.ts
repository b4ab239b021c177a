/**
 * STARTTLS: from a protocol spoken in the clear to the octet where TLS begins.
 *
 * One file for each protocol, under OpenSSL's name for it. Nothing here judges, and a peer that does not go
 * along is data.
 */
import type { ByteStream } from "../net/mod.ts";
import { Dialogue, type DialogueEntry } from "./dialogue.ts";
import { explain } from "./explain.ts";
import type { StarttlsFailure } from "./failure.ts";
import { ftp } from "./ftp.ts";
import { imap } from "./imap.ts";
import { ldap } from "./ldap.ts";
import { lmtp } from "./lmtp.ts";
import { mysql } from "./mysql.ts";
import { nntp } from "./nntp.ts";
import { pop3 } from "./pop3.ts";
import { postgres } from "./postgres.ts";
import type { StarttlsContext, StarttlsProtocol } from "./protocol.ts";
import { quoteOctets } from "./quote.ts";
import { sieve } from "./sieve.ts";
import { smtp } from "./smtp.ts";
import { xmpp } from "./xmpp.ts";
import { xmppServer } from "./xmpp_server.ts";

export type { DialogueEntry } from "./dialogue.ts";
export { quoteOctets } from "./quote.ts";
export { recognise, type Recognised } from "./recognise.ts";
export type { StarttlsFailure, StarttlsFailureCode } from "./failure.ts";
export type { StarttlsContext, StarttlsProtocol } from "./protocol.ts";

export const starttlsProtocols: readonly StarttlsProtocol[] = [
  smtp,
  lmtp,
  imap,
  pop3,
  ftp,
  ldap,
  xmpp,
  xmppServer,
  postgres,
  mysql,
  sieve,
  nntp,
];

export interface StarttlsResult {
  readonly dialogue: readonly DialogueEntry[];
  /** Why there is no upgrade; `null` when the peer's go-ahead came. */
  readonly failure: StarttlsFailure | null;
  /**
   * Plaintext that lay behind the go-ahead, before our ClientHello: it was taken off the stream, and the upgrade
   * may go on. `null` when there was none. `injectionFailure` says it in words.
   */
  readonly injected: Uint8Array | null;
  /** The stream that was given; without a failure, what comes next on it is TLS. */
  readonly stream: ByteStream;
}

/**
 * Speaks `protocol` (a name of `starttlsProtocols`) up to the go-ahead. Never throws for the peer's or the network's
 * doing; `RangeError` for an unknown name. Waits as long as the stream's deadline lets it.
 */
export async function starttls(
  protocol: string,
  stream: ByteStream,
  context: StarttlsContext,
): Promise<StarttlsResult> {
  const entry = starttlsProtocols.find(({ name }) => name === protocol);
  if (entry === undefined) throw new RangeError(`There is no STARTTLS protocol "${protocol}"`);
  const dialogue = new Dialogue(stream, () => context.monotonic());
  let failure: StarttlsFailure | null = null;
  try {
    await entry.upgrade(dialogue, context);
  } catch (error) {
    failure = explain(error, entry, dialogue);
  }
  const unread = dialogue.takeUnread();
  // A server has nothing to say between its go-ahead and our ClientHello (RFC 3207 §4.2, CVE-2021-23222)
  const injected = failure === null && unread.length > 0 ? unread : null;
  return { dialogue: dialogue.entries, failure, injected, stream };
}

/** What `injected` means, in the shape of a failure: whether it ends the check is not judged here. */
export function injectionFailure(injected: Uint8Array): StarttlsFailure {
  return {
    code: "starttls_injection",
    fault: "peer",
    message: `${injected.length} octets came in the clear behind the go-ahead, before TLS: ${
      quoteOctets(injected)
    }`,
    hint: "Nothing protects what arrives before TLS, and a client that keeps it can be deceived: " +
      "look for a server that answers ahead, or for someone on the way who added it",
  };
}
