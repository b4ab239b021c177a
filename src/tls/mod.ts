/**
 * The TLS client engine: a measuring instrument, not a library for protecting traffic.
 *
 * It offers what it is told to, verifies what the protocol verifies, keeps everything it saw, and leaves every
 * judgement about trust, time and strength to others.
 */
import type { ByteStream } from "../net/mod.ts";
import type { HandshakeContext } from "./engine/context.ts";
import { Driver } from "./engine/drive.ts";
import type { HandshakeLog } from "./engine/handshake_log.ts";
import { openSession } from "./engine/open_session.ts";
import { Recorder } from "./engine/recorder.ts";
import type { Session } from "./engine/session.ts";
import { start } from "./hello/start.ts";
import type { Offer } from "./offer.ts";

export { type Answer, ask, type AskUpTo, type Refused, type ServerAnswer } from "./ask.ts";
export { completes, isSignal, isTls13Suite } from "./cipher_suite.ts";
export { certificateDecompressions } from "./certificate_compression.ts";
export type { HandshakeContext } from "./engine/context.ts";
export type * from "./engine/evidence.ts";
export { evidenceOf } from "./engine/handshake_log.ts";
export type {
  Direction,
  HandshakeLog,
  LoggedMessage,
  LoggedRecord,
  Protection,
  Secret,
  SettledEvidence,
} from "./engine/handshake_log.ts";
export { type Renegotiation, type Session, SessionError } from "./engine/session.ts";
export type { Failure, FailureCode, HandshakeStep } from "./failure.ts";
export { handshakeUpTo, type UpToStep } from "./handshake_up_to.ts";
export { defaultOffer } from "./hello/default_offer.ts";
export { type DowngradeSentinel, downgradeSentinel } from "./hello/downgrade_sentinel.ts";
export { generateKeyShare } from "./hello/generate_key_share.ts";
export * as otherOffers from "./hello/other_offers.ts";
export type { Offer } from "./offer.ts";
export type { ResumableSession, ResumptionMainSecret, ResumptionPsk } from "./resumable_session.ts";
export { innerFields, recordFields } from "./record/mod.ts";

/**
 * Performs one handshake over `stream`. Never rejects for what the peer or the network does: that is
 * `log.failure`, and `session` is then `null`. The log goes on growing while the session is used, with whose first
 * octets our last flight may go out.
 */
export async function handshake(
  stream: ByteStream,
  offer: Offer,
  context: HandshakeContext,
): Promise<{ readonly log: HandshakeLog; readonly session: Session | null }> {
  const recorder = new Recorder(context);
  const driver = new Driver(stream, context, recorder);
  const connected = await driver.handshake(start(offer, context));
  return { log: recorder, session: connected && openSession(driver, connected) };
}
