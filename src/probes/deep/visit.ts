/** A whole visit: the handshake, a first exchange in the target's own protocol, and the goodbye. */
import { ProtocolVersion, protocolVersions } from "../../registry/mod.ts";
import {
  evidenceOf,
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
  { connections, plan, isMute, runtime }: ProbeContext,
  offer: Offer,
  before: (session: Session) => Promise<void> = () => Promise.resolve(),
): Promise<Visit> {
  const sessions: ResumableSession[] = [];
  const { log, used } = await connections.shakeHands(offer, async (session, log, deadline) => {
    await before(session);
    const { monotonic } = runtime.clock;
    return await plannedExchange(session, log, { plan, deadline, listens: isMute, monotonic });
  }, { onResumable: (session) => sessions.push(session) });
  if (used === null) throw notCompleted(offer, log);
  return { log, exchange: used, sessions };
}

/** One in TLS 1.3: the check's own, where that is the version it came to. */
export async function visitInTls13(context: ProbeContext, offer: Offer): Promise<Visit> {
  const version = evidenceOf(context.log, "server_hello")?.evidence.protocolVersion;
  const own = version === ProtocolVersion.TLS_1_3 ? context.visit : null;
  return own ?? await visit(context, offer);
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
