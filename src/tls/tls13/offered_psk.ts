/** The PSK that a ClientHello offers, RFC 9846 §4.3.11: made known by its ticket, proven by its binder. */
import { hash as hashOf, type HashName } from "../../crypto/mod.ts";
import { tls13Suites } from "../cipher_suite.ts";
import type { Transcript } from "../engine/transcript.ts";
import type { PskIdentity } from "../extension/mod.ts";
import type { ResumptionPsk } from "../resumable_session.ts";
import { finishedVerifyData, KeySchedule } from "./key_schedule.ts";

export interface OfferedPsk {
  readonly session: ResumptionPsk;
  /** The one hash that the PSK goes with. */
  readonly hash: HashName;
  /** At the Early Secret. */
  readonly schedule: KeySchedule;
}

export async function offeredPsk(session: ResumptionPsk): Promise<OfferedPsk> {
  const { hash } = tls13Suites.get(session.cipherSuite)!;
  return { session, hash, schedule: await KeySchedule.early(hash, session.secret()) };
}

/** `now`: on the context's clock. */
export function pskIdentity({ session, hash }: OfferedPsk, now: number): PskIdentity {
  const { ticket, ticketAgeAdd, receivedMs } = session;
  // RFC 9846 §4.3.11.1: the age in milliseconds, shifted by a number that only the server knows beside us.
  const age = Math.max(0, Math.floor(now - receivedMs));
  return {
    identity: ticket,
    obfuscatedTicketAge: (age + ticketAgeAdd) % 2 ** 32,
    binderLength: hashOf(hash).length,
  };
}

/** Puts the binder into its place in a ClientHello. `transcript`: what came before that ClientHello. */
export async function bind(
  { hash, schedule }: OfferedPsk,
  transcript: Transcript,
  clientHello: Uint8Array,
): Promise<void> {
  const { length } = hashOf(hash);
  // RFC 9846 §4.3.11.2: it covers all but the list of binders, which is the last thing there.
  const truncated = clientHello.slice(0, -(BINDERS_LENGTH + BINDER_LENGTH + length));
  const binderKey = await schedule.derive("res binder");
  const binder = await finishedVerifyData(hash, binderKey, await transcript.hash(hash, truncated));
  clientHello.set(binder, clientHello.length - length);
}

/** Octets of the two lengths before the binder. */
const BINDERS_LENGTH = 2;
const BINDER_LENGTH = 1;
