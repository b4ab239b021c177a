/** A whole visit: the handshake, a first exchange in the target's own protocol, and the goodbye. */
import { protocolVersions } from "../../registry/mod.ts";
import {
  type HandshakeLog,
  type Offer,
  type ResumableSession,
  type Session,
  SessionError,
} from "../../tls/mod.ts";
import type { ExchangeFacts } from "../exchange/mod.ts";
import { plannedExchange } from "../planned_exchange.ts";
import { type ProbeContext, ProbeFailed } from "./probe.ts";

export interface Visit {
  readonly log: HandshakeLog;
  readonly exchange: ExchangeFacts;
  /** What the server has given to come back with, the first first. */
  readonly sessions: readonly ResumableSession[];
}

/** `before`: with the session, before anything is said. Rejects with `ProbeFailed` when the handshake is not completed. */
export async function visit(
  { connections, plan, runtime }: ProbeContext,
  offer: Offer,
  before: (session: Session) => Promise<void> = () => Promise.resolve(),
): Promise<Visit> {
  const sessions: ResumableSession[] = [];
  const { log, used } = await connections.shakeHands(offer, async (session, log, deadline) => {
    await before(session);
    return await plannedExchange(session, log, { plan, deadline, monotonic: runtime.clock.monotonic });
  }, { onResumable: (session) => sessions.push(session) });
  if (used === null) throw notCompleted(offer, log);
  return { log, exchange: used, sessions };
}

/** RFC 2246 §7.2.1: without a close_notify a session is not to be resumed; some servers still hold to that. */
export async function leave(session: Session): Promise<void> {
  try {
    await session.closeWrite();
  } catch (error) {
    if (!(error instanceof SessionError)) throw error;
  }
}

export function notCompleted({ versions }: Offer, { failure }: HandshakeLog): ProbeFailed {
  const names = versions.map((version) => protocolVersions.codePoint(version).name).join(", ");
  return new ProbeFailed(`The handshake with ${names} was not completed: ${failure?.message}`);
}
