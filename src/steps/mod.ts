/** Facts to steps: the prelude, then always the nine, in the order in which a report lists them. */
import type { Step, StepError, StepId } from "../report/mod.ts";
import type { Failure, HandshakeStep } from "../tls/mod.ts";
import { evidenceOf } from "../tls/mod.ts";
import { authentication } from "./authentication.ts";
import { clientFinished } from "./client_finished.ts";
import { clientHello } from "./client_hello.ts";
import { dns } from "./dns.ts";
import { tlsError } from "./failure.ts";
import type { StepContent, StepInput } from "./input.ts";
import { preludeError } from "./prelude_failure.ts";
import { premasterSecret } from "./premaster_secret.ts";
import { privateKey } from "./private_key.ts";
import { secureChannel } from "./secure_channel.ts";
import { serverFinished } from "./server_finished.ts";
import { serverHello } from "./server_hello.ts";
import { sessionKeys } from "./session_keys.ts";
import { starttls } from "./starttls.ts";
import { tcp } from "./tcp.ts";

export type { StepInput } from "./input.ts";
export { tlsError } from "./failure.ts";
export { revocationWords } from "./revocation_words.ts";
export { wireOrder } from "./wire_order.ts";

interface StepEntry {
  readonly id: StepId;
  readonly title: string;
  readonly content: (input: StepInput) => StepContent;
}

const prelude: readonly StepEntry[] = [
  { id: "dns", title: "Name resolution", content: dns },
  { id: "tcp", title: "TCP connection", content: tcp },
  { id: "starttls", title: "STARTTLS", content: starttls },
];

const nine: readonly (StepEntry & { readonly id: HandshakeStep })[] = [
  { id: "client_hello", title: "ClientHello", content: clientHello },
  { id: "server_hello", title: "ServerHello", content: serverHello },
  { id: "authentication", title: "Authentication", content: authentication },
  { id: "premaster_secret", title: "Premaster secret", content: premasterSecret },
  { id: "private_key", title: "Private key", content: privateKey },
  { id: "session_keys", title: "Session keys", content: sessionKeys },
  { id: "client_finished", title: "Client Finished", content: clientFinished },
  { id: "server_finished", title: "Server Finished", content: serverFinished },
  { id: "secure_channel", title: "Secure channel", content: secureChannel },
];

/** How a step went, apart from what it says. */
interface Outcome {
  readonly status: Step["status"];
  /** On the monotonic clock. */
  readonly startedMs: number | null;
  readonly endedMs: number | null;
  readonly error: StepError | null;
}

const skipped: Outcome = { status: "skipped", startedMs: null, endedMs: null, error: null };

export function buildSteps(input: StepInput): Step[] {
  return [
    ...prelude.map((entry) => build(entry, null, preludeOutcome(entry.id, input), input)),
    ...nine.map((entry, index) => build(entry, index + 1, outcome(entry.id, input), input)),
  ];
}

function build(
  { id, title, content }: StepEntry,
  number: number | null,
  outcome: Outcome,
  input: StepInput,
): Step {
  const { explanation, reference, facts, error: judged = null } = content(input);
  const { startedMs, endedMs } = outcome;
  const error = outcome.error ?? judged;
  const { log, startedMs: origin } = input.facts;
  return {
    number,
    id,
    title,
    status: outcome.status === "pass" && error !== null ? "fail" : outcome.status,
    started_ms: startedMs === null ? null : milliseconds(startedMs - origin),
    duration_ms: startedMs === null || endedMs === null ? null : milliseconds(endedMs - startedMs),
    explanation,
    facts: [...absence(id, outcome, input), ...facts].map(([name, label, value]) => ({ name, label, value })),
    messages: (log?.messages ?? []).filter(({ step }) => step === id).map(({ index }) => index),
    reference,
    error,
  };
}

/** A step that did not happen says why. */
function absence(id: StepId, { status }: Outcome, { facts, fallback }: StepInput): StepContent["facts"] {
  if (status === "unobserved") {
    return [[
      "unobserved",
      "Not seen",
      `${fallback?.api ?? "The runtime"} performed it and shows nothing of it`,
    ]];
  }
  return status === "skipped" ? [["skipped", "Did not happen", reason(id, facts)]] : [];
}

function reason(id: StepId, { dns, tcp, starttls, log, exchange }: StepInput["facts"]): string {
  if (dns.failure?.code === "internal") return "this program failed before it";
  if (dns.failure !== null) return "there was no address to connect to";
  if (tcp?.failure) return "there was no connection";
  if (id === "starttls") return "this target speaks TLS from the first octet";
  if (starttls?.failure) return "the upgrade to TLS did not come about";
  if (log?.failure) return `the handshake ended in step ${numberOf(log.failure.step)}`;
  return exchange === null ? "the check ended before it" : "nothing came back that could be decrypted";
}

function numberOf(step: HandshakeStep): string {
  const index = nine.findIndex(({ id }) => id === step);
  return `${index + 1}, ${nine[index]!.title}`;
}

/** Microseconds are as fine as clocks get. */
export function milliseconds(value: number): number {
  return Math.max(0, Math.round(value * 1000) / 1000);
}

function preludeOutcome(id: StepId, { facts, fallback }: StepInput): Outcome {
  const stage = id === "dns" ? facts.dns : id === "tcp" ? facts.tcp : facts.starttls;
  if (stage === null) return skipped;
  const { startedMs, endedMs } = stage;
  const error = stage.failure && preludeError(stage.failure);
  // The runtime's own handshake reached what we may not: then this only was not seen.
  const status = error === null ? "pass" : fallback === null ? "fail" : "unobserved";
  return { status, startedMs, endedMs, error };
}

function outcome(id: HandshakeStep, { facts, fallback }: StepInput): Outcome {
  const { log, exchange } = facts;
  if (log === null) return { ...skipped, status: fallback === null ? "skipped" : "unobserved" };
  if (id === "secure_channel") return channelOutcome(log.failure, exchange, log.endedMs);
  if (log.failure?.step === id) {
    return failed(log.failure, log.settled.at(-1)?.settledMs ?? log.startedMs, log.endedMs);
  }
  const settled = evidenceOf(log, id);
  if (settled === null) return skipped;
  return { status: "pass", startedMs: settled.startedMs, endedMs: settled.settledMs, error: null };
}

function channelOutcome(
  failure: Failure | null,
  exchange: StepInput["facts"]["exchange"],
  endedMs: number,
): Outcome {
  if (failure?.step === "secure_channel") return failed(failure, endedMs, endedMs);
  if (exchange === null) return skipped;
  const times = { startedMs: exchange.startedMs, endedMs: exchange.endedMs };
  if (exchange.failure !== null) return failed(exchange.failure, times.startedMs, times.endedMs);
  if (exchange.http?.wantsClientCertificate) return { ...times, status: "fail", error: refusedInHttp };
  return { ...times, status: exchange.proof === null ? "skipped" : "pass", error: null };
}

const refusedInHttp: StepError = {
  code: "client_certificate_required",
  message:
    "The server requires a client certificate: it completed the handshake without one and refused in HTTP",
  hint:
    "Present a client certificate from one of the authorities it accepts; if it is meant to be so, check with --expect-client-certificate",
  alert: null,
  fault: "peer",
};

function failed(failure: Failure, startedMs: number, endedMs: number): Outcome {
  return { status: "fail", startedMs, endedMs, error: tlsError(failure) };
}
