/** The check's one connection: resolve, connect, upgrade, shake hands, exchange. Facts only. */
import { type Address, connect, type Connected, Deadline, NetworkError, type Runtime } from "../net/mod.ts";
import { starttls } from "../starttls/mod.ts";
import { handshake, type HandshakeLog, type Offer, type Session, type SettledEvidence } from "../tls/mod.ts";
import { exchange, type ExchangeFacts } from "./exchange/mod.ts";
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
  const facts = { startedMs, tcp: null, starttls: null, log: null, exchange: null };
  const dns = await resolve(runtime, plan, deadline);
  observer.onDns?.(dns);
  if (dns.failure !== null) return { ...facts, dns, endedMs: monotonic() };

  const { tcp, connected } = await dial(runtime, plan, dns.addresses, deadline);
  observer.onTcp?.(tcp);
  if (connected === null) return { ...facts, dns, tcp, endedMs: monotonic() };
  try {
    const upgrade = await upgradeToTls(runtime, plan, connected);
    if (upgrade !== null) observer.onStarttls?.(upgrade);
    if (upgrade?.failure) return { ...facts, dns, tcp, starttls: upgrade, endedMs: monotonic() };
    const { log, session } = await handshake(connected.stream, plan.offer, {
      monotonic,
      random: (length) => runtime.random(length),
      onSettled: (log, settled) => observer.onSettled?.(log, settled),
    });
    observer.onHandshake?.(log);
    const exchanged = session && await proveChannel(runtime, plan, session, log, deadline);
    return { ...facts, dns, tcp, starttls: upgrade, log, exchange: exchanged, endedMs: monotonic() };
  } finally {
    connected.stream.close();
  }
}

async function resolve(runtime: Runtime, plan: HandshakePlan, deadline: Deadline): Promise<DnsFacts> {
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
    const { code, message } = networkError(error);
    const failure = { code: code === "timeout" ? "dns_timeout" as const : code, message };
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
    const { code, message } = networkError(error);
    const tcp = { address: addresses[0]!, failure: { code, message }, startedMs, endedMs: monotonic() };
    return { tcp, connected: null };
  }
}

async function upgradeToTls(
  runtime: Runtime,
  plan: HandshakePlan,
  { stream }: Connected,
): Promise<StarttlsFacts | null> {
  if (plan.starttls === null) return null;
  const { monotonic } = runtime.clock;
  const startedMs = monotonic();
  const { dialogue, failure, injected } = await starttls(plan.starttls, stream, {
    serverName: plan.serverName,
    hostname: plan.hostname,
    clientName: CLIENT_NAME,
    monotonic,
  });
  return { protocol: plan.starttls, dialogue, failure, injected, startedMs, endedMs: monotonic() };
}

/** What EHLO says we are; RFC 2606 reserves the top-level domain. */
const CLIENT_NAME = "tls-handshake-checker.invalid";

function proveChannel(
  runtime: Runtime,
  plan: HandshakePlan,
  session: Session,
  log: HandshakeLog,
  deadline: Deadline,
): Promise<ExchangeFacts> {
  return exchange({
    session,
    log,
    protocol: plan.protocol,
    authority: authorityOf(plan),
    userAgent: plan.userAgent,
    deadline,
    monotonic: runtime.clock.monotonic,
  });
}

/** RFC 9110 §7.2: the port is left out where it is the scheme's own. */
function authorityOf({ hostname, port, serverName }: HandshakePlan): string {
  const name = serverName ?? hostname;
  const host = name.includes(":") ? `[${name}]` : name;
  return port === 443 ? host : `${host}:${port}`;
}

function networkError(error: unknown): NetworkError {
  if (error instanceof NetworkError) return error;
  throw error;
}
