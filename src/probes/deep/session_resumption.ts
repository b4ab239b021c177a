/** Whether the server takes up an earlier session again: each version is visited, and visited once more. */
import { HandshakeType, ProtocolVersion, protocolVersions } from "../../registry/mod.ts";
import type { Offer, ResumableSession, ResumptionMainSecret } from "../../tls/mod.ts";
import { acceptedVersions, noVersion } from "./accepted_versions.ts";
import { unbelievedIn } from "./believed.ts";
import { handshakeIn } from "./offers.ts";
import { type Facts, type Probe, type ProbeContext, ProbeFailed } from "./probe.ts";
import { leave, notCompleted, visitInTls13 } from "./visit.ts";

type Found = Facts<"session_resumption">["versions"][number];

/** Of TLS 1.3: one visit, one to resume, and its control. Of each older version, for a ticket and for a session id. */
const MOST_CONNECTIONS = 3 * (1 + 3 * 2);

export const sessionResumption: Probe<"session_resumption"> = {
  id: "session_resumption",
  title: "Session resumption",
  allowance: MOST_CONNECTIONS,
  after: ["protocol_versions"],
  notApplicable: (_situation, facts) => noVersion(facts),
  async run(context) {
    // SSL 3.0 has session ids, and no code here.
    const versions = acceptedVersions(context.facts).filter((value) => value >= ProtocolVersion.TLS_1_0);
    const searches = versions.flatMap((value) =>
      value >= ProtocolVersion.TLS_1_3
        ? [byPsk(context, value)]
        : [byTicket(context, value), bySessionId(context, value)]
    );
    const outcomes = await Promise.allSettled(searches);
    const facts = { versions: outcomes.flatMap((each) => each.status === "fulfilled" ? [each.value] : []) };
    for (const outcome of outcomes) {
      if (outcome.status !== "rejected") continue;
      const { reason } = outcome;
      throw reason instanceof ProbeFailed ? new ProbeFailed(reason.message, facts) : reason;
    }
    return facts;
  },
};

async function byPsk(context: ProbeContext, value: number): Promise<Found> {
  const offer = handshakeIn(context.offer, value);
  const { log, sessions } = await visitInTls13(context, offer);
  const tickets = log.messages.filter(({ msgType }) => msgType === HandshakeType.new_session_ticket).length;
  const [session] = sessions;
  const lifetime = session?.kind === "psk" ? session.ticketLifetime : null;
  return {
    version: protocolVersions.codePoint(value),
    mechanism: "pre_shared_key",
    offered: tickets > 0,
    resumed: session === undefined ? null : await resumes(context, offer, session),
    tickets,
    // RFC 9846 §4.7.1: a ticket that gives no session has a lifetime of zero.
    ticket_lifetime_seconds: lifetime ?? (tickets > 0 ? 0 : null),
  };
}

async function byTicket(context: ProbeContext, value: number): Promise<Found> {
  const offer = { ...handshakeIn(context.offer, value), sessionTicket: true };
  const session = await sessionOf(context, offer);
  const isTicket = session?.ticket != null;
  return {
    version: protocolVersions.codePoint(value),
    mechanism: "session_ticket",
    offered: isTicket,
    resumed: isTicket ? await resumes(context, offer, session) : null,
    tickets: isTicket ? 1 : 0,
    // RFC 5077 §3.3: zero says that it is left open.
    ticket_lifetime_seconds: session?.ticketLifetimeHint || null,
  };
}

/** A server that would rather give a ticket gives no session id with it. */
async function bySessionId(context: ProbeContext, value: number): Promise<Found> {
  const offer = { ...handshakeIn(context.offer, value), sessionTicket: false };
  const session = await sessionOf(context, offer);
  return {
    version: protocolVersions.codePoint(value),
    mechanism: "session_id",
    offered: session !== null,
    resumed: session && await resumes(context, offer, session),
    tickets: 0,
    ticket_lifetime_seconds: null,
  };
}

/** What is there to come back with before TLS 1.3, when the handshake is over. */
async function sessionOf(
  { connections }: ProbeContext,
  offer: Offer,
): Promise<ResumptionMainSecret | null> {
  const sessions: ResumableSession[] = [];
  const { log, used } = await connections.shakeHands(
    offer,
    (session) => leave(session).then(() => true),
    { onResumable: (session) => sessions.push(session) },
  );
  if (used === null) throw notCompleted(offer, log);
  const [session] = sessions;
  return session?.kind === "main_secret" ? session : null;
}

/** `null`: the server did not answer. */
async function resumes(
  context: ProbeContext,
  offer: Offer,
  resume: ResumableSession,
): Promise<boolean | null> {
  const { log, used } = await context.connections.shakeHands({ ...offer, resume }, async (session) => {
    await leave(session);
    return session.resumed;
  });
  if (used !== null) return used;
  return await unbelievedIn(log.failure!, context) === null ? false : null;
}
