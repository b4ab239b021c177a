/** Proves that the channel works, in both directions and with the new keys, within a second. */
import { type Deadline, NetworkError } from "../../net/mod.ts";
import { AlertDescription, ContentType, HandshakeType, ProtocolVersion } from "../../registry/mod.ts";
import {
  type Failure,
  type HandshakeLog,
  type LoggedMessage,
  type Session,
  SessionError,
} from "../../tls/mod.ts";
import { internalExchangeFailure } from "../internal_failure.ts";
import type { Answer, ExchangeFacts } from "./exchange_facts.ts";
import { ftp } from "./ftp.ts";
import { http1 } from "./http1.ts";
import { http2 } from "./http2.ts";
import { imap } from "./imap.ts";
import { ldap } from "./ldap.ts";
import { listen } from "./listen.ts";
import { lmtp } from "./lmtp.ts";
import { mysql } from "./mysql.ts";
import { nntp } from "./nntp.ts";
import { pop3 } from "./pop3.ts";
import { postgres } from "./postgres.ts";
import type { ExchangeChannel, ExchangeProtocol } from "./protocol.ts";
import { sieve } from "./sieve.ts";
import { smtp } from "./smtp.ts";
import { xmpp } from "./xmpp.ts";
import { xmppServer } from "./xmpp_server.ts";

export type { ExchangeFacts, HttpFacts } from "./exchange_facts.ts";

const protocols: readonly ExchangeProtocol[] = [
  http1,
  http2,
  smtp,
  lmtp,
  imap,
  pop3,
  ftp,
  ldap,
  nntp,
  sieve,
  xmpp,
  xmppServer,
  postgres,
  mysql,
];

/** All that is waited here, and what of it goes to an answer: the rest is for a server that only says goodbye. */
const PATIENCE_MS = 1000;
const ANSWERING_MS = 750;
/** What of it goes to a server that has nothing to be asked: two handshakes long, within these bounds. */
const LISTENING_MS = { shortest: 50, longest: 250 };
const MAXIMUM_OCTETS = 16 * 1024;

export interface ExchangeInput {
  readonly session: Session;
  readonly log: HandshakeLog;
  /** The target's `protocol`. */
  readonly protocol: string;
  /** Nothing is asked: the server is known not to answer. */
  readonly listens?: boolean;
  /** What is told to each protocol's exchange. */
  readonly about: Omit<ExchangeChannel, "read" | "write">;
  readonly deadline: Deadline;
  monotonic(): number;
}

export async function exchange(input: ExchangeInput): Promise<ExchangeFacts> {
  const { session, log, monotonic } = input;
  const startedMs = monotonic();
  const protocol = input.listens ? listen : choose(input);
  using limit = input.deadline.within(PATIENCE_MS);
  let said: Answer = { answer: null, http: null };
  let failure: Failure | null = null;
  try {
    using patience = limit.within(protocol === listen ? listeningMs(log) : ANSWERING_MS);
    const reading = readOneByOne(session);
    said = await protocol.exchange(channel(input, reading, patience));
    await takeLeave(input, said, reading, limit);
  } catch (error) {
    failure = error instanceof SessionError ? error.failure : internalExchangeFailure(error);
  }
  const proof = proofOf(session, log);
  // A bare TCP close after the answer is rude, not broken; what came before it did decrypt.
  if (failure !== null && isEnd(failure) && proof !== null) failure = null;
  const { answer, http } = said;
  return { startedMs, endedMs: monotonic(), spoken: protocol.name, answer, proof, http, failure };
}

/** A ticket or a greeting that comes by itself comes a round trip later, and the handshake took at least one. */
function listeningMs({ startedMs, endedMs }: HandshakeLog): number {
  const { shortest, longest } = LISTENING_MS;
  return Math.min(longest, Math.max(shortest, 2 * (endedMs - startedMs)));
}

/** What was agreed on is spoken; where that is nothing, or nothing that we know, the target's own protocol. */
function choose({ session: { applicationProtocol: agreed }, protocol }: ExchangeInput): ExchangeProtocol {
  const known = protocols.find(({ applicationProtocols }) => applicationProtocols.includes(agreed ?? ""));
  const expected = protocol === "https" && agreed === null ? "http/1.1" : protocol;
  return known ?? protocols.find(({ name }) => name === expected) ?? listen;
}

/** A read that was given up goes on; the next one waits for the same octets. */
function readOneByOne(session: Session): () => Promise<Uint8Array | null> {
  let pending: Promise<Uint8Array | null> | null = null;
  return () => pending ??= session.read().finally(() => pending = null);
}

function channel(
  { session, about }: ExchangeInput,
  reading: () => Promise<Uint8Array | null>,
  limit: Deadline,
): ExchangeChannel {
  let octets = 0;
  return {
    ...about,
    write: (bytes: Uint8Array) => session.write(bytes),
    async read(): Promise<Uint8Array | null> {
      if (octets >= MAXIMUM_OCTETS) return null;
      const bytes = await within(limit, reading());
      octets += bytes?.length ?? 0;
      return bytes;
    },
  };
}

/** Closes our side; where nothing came back yet, a close_notify in return is the proof that the server reads us. */
async function takeLeave(
  { session, log }: ExchangeInput,
  { farewell }: Answer,
  reading: () => Promise<Uint8Array | null>,
  limit: Deadline,
): Promise<void> {
  if (farewell !== undefined) await session.write(farewell);
  await session.closeWrite();
  if (proofOf(session, log) !== null && proofOf(session, log) !== "finished") return;
  while (await within(limit, reading()) !== null);
}

/** `null` when the time is up: the session's own deadline is the check's, which is longer. */
async function within(limit: Deadline, reading: Promise<Uint8Array | null>): Promise<Uint8Array | null> {
  try {
    return await limit.race(reading, "waiting for application data");
  } catch (error) {
    if (error instanceof NetworkError) return null;
    throw error;
  }
}

/** The best of what arrived under the application keys. */
function proofOf({ protocolVersion }: Session, { messages }: HandshakeLog): ExchangeFacts["proof"] {
  const received = messages.filter(({ direction, protection }) =>
    direction === "received" && protection === "application"
  );
  if (received.some(({ contentType }) => contentType === ContentType.application_data)) {
    return "application_data";
  }
  const hasTicket = received.some(({ msgType }) => msgType === HandshakeType.new_session_ticket);
  if (hasTicket && protocolVersion >= ProtocolVersion.TLS_1_3) return "new_session_ticket";
  if (received.some(isCloseNotify)) return "close_notify";
  // Before TLS 1.3 the Finished is the first message under the very keys that protect the data.
  return protocolVersion < ProtocolVersion.TLS_1_3 ? "finished" : null;
}

/** RFC 9846 §6.1: the level, and a description of 0. */
function isCloseNotify({ contentType, bytes }: LoggedMessage): boolean {
  return contentType === ContentType.alert && bytes[1] === AlertDescription.close_notify;
}

function isEnd({ code }: Failure): boolean {
  return code === "connection_closed" || code === "connection_reset";
}
