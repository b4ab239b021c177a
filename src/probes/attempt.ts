/** ClientHello after ClientHello over connections to one address, one at a time, until the server says hello. */
import {
  type Address,
  type ByteStream,
  type Connected,
  type Deadline,
  NetworkError,
  type Runtime,
} from "../net/mod.ts";
import { evidenceOf, handshake, type HandshakeLog, type Offer } from "../tls/mod.ts";
import type { ExchangeFacts } from "./exchange/mod.ts";
import type { HandshakeObserver, HandshakePlan } from "./handshake.ts";
import type { AttemptFacts, StarttlsFacts } from "./handshake_facts.ts";
import { plannedExchange } from "./planned_exchange.ts";
import { askForSsl2 } from "./ssl2.ts";
import { upgradeToTls } from "./upgrade_to_tls.ts";
import { variationsAfter } from "./variations.ts";

export interface Attempting {
  readonly runtime: Runtime;
  readonly plan: HandshakePlan;
  readonly deadline: Deadline;
  readonly observer: HandshakeObserver;
}

interface Attempted {
  readonly starttls: StarttlsFacts | null;
  readonly log: HandshakeLog | null;
  readonly exchange: ExchangeFacts | null;
}

/** `connected`: the connection for the first attempt; each further one dials the same address anew. */
export async function attemptAll(
  attempting: Attempting,
  connected: Connected,
): Promise<Attempted & { readonly attempts: readonly AttemptFacts[] }> {
  const { plan, observer } = attempting;
  const first = await attempt(
    attempting,
    connected.stream,
    plan.offer,
    (facts) => observer.onStarttls?.(facts),
  );
  if (first.log === null) return { ...first, attempts: [] };
  const attempts = [factsOf("ordinary", plan.offer, first.log)];
  const variations = first.log.failure === null ? [] : variationsAfter(first.log.failure, plan.offer);
  for (const { id, offer } of variations) {
    const next = await attemptAgain(attempting, connected.address, offer);
    if (next?.log == null) break;
    attempts.push(factsOf(id, offer, next.log));
    if (attempts.at(-1)!.reachedServerHello) return { ...next, starttls: first.starttls, attempts };
  }
  if (variations.length > 0 && first.log.failure?.code !== "alert_received") {
    const isSsl2 = await trySsl2(attempting, connected.address);
    if (isSsl2) attempts.push({ variation: "ssl2", offer: null, failure: null, reachedServerHello: true });
  }
  if (evidenceOf(first.log, "server_hello") === null) observer.onHandshake?.(first.log);
  return { ...first, attempts };
}

function factsOf(variation: AttemptFacts["variation"], offer: Offer, log: HandshakeLog): AttemptFacts {
  const { failure } = log;
  // A ServerHello that cannot be gone on with is an answer too.
  const answered = failure !== null && failure.step === "server_hello" && ANSWERS.has(failure.code);
  return {
    variation,
    offer,
    failure,
    reachedServerHello: evidenceOf(log, "server_hello") !== null || answered,
  };
}

const ANSWERS: ReadonlySet<string> = new Set(["unsupported_version", "unsupported_suite"]);

/** `onStarttls`: told of the upgrade before TLS begins. */
async function attempt(
  attempting: Attempting,
  stream: ByteStream,
  offer: Offer,
  onStarttls?: (facts: StarttlsFacts) => void,
): Promise<Attempted> {
  const { runtime, plan, deadline, observer } = attempting;
  try {
    const starttls = await upgradeToTls(runtime, plan, stream);
    if (starttls !== null) onStarttls?.(starttls);
    if (starttls?.failure) return { starttls, log: null, exchange: null };
    const { log, session } = await handshake(stream, offer, {
      monotonic: runtime.clock.monotonic,
      random: (length) => runtime.random(length),
      onSettled: (log, settled) => observer.onSettled?.(log, settled),
      ...(plan.generateKeyShare && { generateKeyShare: plan.generateKeyShare }),
      ...(observer.onSecret && { onSecret: observer.onSecret }),
      ...(observer.onResumable && { onResumable: observer.onResumable }),
    });
    // A refusal before any ServerHello may be followed by another attempt, which then is the one to tell of.
    if (evidenceOf(log, "server_hello") !== null) observer.onHandshake?.(log);
    const { monotonic } = runtime.clock;
    const exchanged = session && await plannedExchange(session, log, { plan, deadline, monotonic });
    return { starttls, log, exchange: exchanged };
  } finally {
    stream.close();
  }
}

/** `null` when there was no connection this time. */
async function attemptAgain(
  attempting: Attempting,
  address: Address,
  offer: Offer,
): Promise<Attempted | null> {
  const stream = await dialAgain(attempting, address);
  return stream && await attempt(attempting, stream, offer);
}

async function dialAgain(
  { runtime, plan, deadline }: Attempting,
  { address }: Address,
): Promise<ByteStream | null> {
  if (deadline.expired) return null;
  try {
    return await runtime.dial(address, plan.port, deadline);
  } catch (error) {
    if (error instanceof NetworkError) return null;
    throw error;
  }
}

async function trySsl2(attempting: Attempting, address: Address): Promise<boolean> {
  const stream = await dialAgain(attempting, address);
  if (stream === null) return false;
  try {
    const starttls = await upgradeToTls(attempting.runtime, attempting.plan, stream);
    if (starttls?.failure) return false;
    const random = (length: number) => attempting.runtime.random(length);
    return (await askForSsl2(stream, random, attempting.deadline)).kind === "accepted";
  } finally {
    stream.close();
  }
}
