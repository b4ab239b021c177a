/** The check's one connection: resolve, connect, upgrade, shake hands, exchange. Facts only. */
import {
  type Address,
  connect,
  type Connected,
  type Deadline,
  NetworkError,
  type Runtime,
} from "../net/mod.ts";
import type {
  HandshakeContext,
  HandshakeLog,
  Offer,
  ResumableSession,
  Secret,
  SettledEvidence,
} from "../tls/mod.ts";
import { attemptAll } from "./attempt.ts";
import { type InternalFailure, internalFailure } from "./internal_failure.ts";
import type { DnsFacts, HandshakeFacts, NetworkFailure, StarttlsFacts, TcpFacts } from "./handshake_facts.ts";

export interface HandshakePlan {
  readonly hostname: string;
  readonly port: number;
  readonly protocol: string;
  readonly starttls: string | null;
  readonly serverName: string | null;
  /** Connect here, whatever DNS says. */
  readonly resolve: Address | null;
  readonly family: 4 | 6 | null;
  readonly offer: Offer;
  readonly userAgent: string;
  /** Fresh ones without it. */
  readonly generateKeyShare?: HandshakeContext["generateKeyShare"];
}

/** Told of each stage as it ends, so that a live view need not wait for the rest. */
export interface HandshakeObserver {
  onStart?(startedMs: number): void;
  onDns?(facts: DnsFacts): void;
  onTcp?(facts: TcpFacts): void;
  onStarttls?(facts: StarttlsFacts): void;
  /** A step of the handshake is settled; the log goes on growing. */
  onSettled?(log: HandshakeLog, settled: SettledEvidence): void;
  /** The handshake is over, and step 9 is about to begin: time for whoever judges certificates. */
  onHandshake?(log: HandshakeLog): void;
  /** A secret of any of the connections; asked for only where it is wanted. */
  onSecret?(secret: Secret): void;
  /** What the server gives to come back with; asked for only where someone will. */
  onResumable?(session: ResumableSession): void;
}

export async function probeHandshake(
  runtime: Runtime,
  plan: HandshakePlan,
  deadline: Deadline,
  observer: HandshakeObserver,
): Promise<HandshakeFacts> {
  const { monotonic } = runtime.clock;
  const startedMs = monotonic();
  observer.onStart?.(startedMs);
  const facts = { startedMs, tcp: null, starttls: null, attempts: [], log: null, exchange: null };
  const dns = await resolveAddresses(runtime, plan, deadline);
  observer.onDns?.(dns);
  if (dns.failure !== null) return { ...facts, dns, endedMs: monotonic() };

  const { tcp, connected } = await dial(runtime, plan, dns.addresses, deadline);
  observer.onTcp?.(tcp);
  if (connected === null) return { ...facts, dns, tcp, endedMs: monotonic() };
  const connection = await attemptAll({ runtime, plan, deadline, observer }, connected);
  return { ...facts, dns, tcp, ...connection, endedMs: monotonic() };
}

/** The addresses that a check may connect to. Never rejects. */
export async function resolveAddresses(
  runtime: Runtime,
  plan: HandshakePlan,
  deadline: Deadline,
): Promise<DnsFacts> {
  const { monotonic } = runtime.clock;
  const startedMs = monotonic();
  if (plan.resolve !== null) {
    return { source: "override", addresses: [plan.resolve], failure: null, startedMs, endedMs: startedMs };
  }
  const literal = literalAddress(plan.hostname);
  if (literal !== null) {
    return { source: "literal", addresses: [literal], failure: null, startedMs, endedMs: startedMs };
  }
  try {
    const all = await deadline.race(runtime.resolve(plan.hostname, deadline), `resolving ${plan.hostname}`);
    const addresses = all.filter(({ family }) => plan.family === null || family === plan.family);
    const failure: NetworkFailure | null = addresses.length > 0 ? null : {
      code: "host_not_found",
      message: `${plan.hostname} has no IPv${plan.family ?? 4} address`,
    };
    return { source: "resolver", addresses, failure, startedMs, endedMs: monotonic() };
  } catch (error) {
    const failed = failureOf(error);
    const failure = failed.code === "timeout" ? { ...failed, code: "dns_timeout" as const } : failed;
    return { source: "resolver", addresses: [], failure, startedMs, endedMs: monotonic() };
  }
}

/** The target parser has made the host canonical: a colon is in IPv6 only, digits and dots alone are IPv4. */
export function literalAddress(hostname: string): Address | null {
  if (hostname.includes(":")) return { address: hostname, family: 6 };
  return /^[0-9.]+$/.test(hostname) ? { address: hostname, family: 4 } : null;
}

async function dial(
  runtime: Runtime,
  { port }: HandshakePlan,
  addresses: readonly Address[],
  deadline: Deadline,
): Promise<{ readonly tcp: TcpFacts; readonly connected: Connected | null }> {
  const { monotonic } = runtime.clock;
  const startedMs = monotonic();
  try {
    const connected = await connect(runtime, addresses, port, deadline);
    return { tcp: { address: connected.address, failure: null, startedMs, endedMs: monotonic() }, connected };
  } catch (error) {
    const failure = failureOf(error);
    return { tcp: { address: addresses[0]!, failure, startedMs, endedMs: monotonic() }, connected: null };
  }
}

function failureOf(error: unknown): NetworkFailure | InternalFailure {
  if (!(error instanceof NetworkError)) return internalFailure(error);
  const { code, message } = error;
  return { code, message };
}
