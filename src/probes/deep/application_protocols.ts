/** Which application protocols the server agrees on, and what it does where there is none in common (RFC 7301). */
import { toHex } from "../../bytes/mod.ts";
import { evidenceOf, type Failure, type HandshakeLog } from "../../tls/mod.ts";
import { MOST_REPEATS } from "./connections.ts";
import { unbelieved } from "./believed.ts";
import { type Choice, findAccepted } from "./find_accepted.ts";
import { type Facts, type Probe, type ProbeContext, ProbeFailed } from "./probe.ts";
import { refusal } from "./refusal.ts";
import { noExtensions } from "./versions_to_ask.ts";

type UnknownOnly = Facts<"application_protocols">["unknown_only"];

const MOST_PROTOCOLS = 12;

export const applicationProtocols: Probe<"application_protocols"> = {
  id: "application_protocols",
  title: "Application protocols",
  // One about the order, and one about what nobody has; a control for both, and for the end of the search.
  allowance: MOST_PROTOCOLS + 2 + 3 + MOST_REPEATS,
  after: ["protocol_versions"],
  notApplicable: (_situation, facts) => noExtensions(facts),
  async run(context) {
    const [{ accepted, preference, unanswered }, unknown] = await Promise.all([
      findAccepted(
        candidates(context),
        MOST_PROTOCOLS,
        async (names) => choiceOf(await ask(names, context), context),
      ),
      askForUnknown(context),
    ]);
    const facts = { accepted: [...accepted], preference, unknown_only: unknown.outcome };
    const reason = unanswered ?? unknown.unanswered;
    if (reason !== null) throw new ProbeFailed(reason, facts);
    return facts;
  },
};

/** What was asked for, and what IANA has for the target's protocol. */
function candidates({ plan }: ProbeContext): readonly string[] {
  return [...new Set([...plan.offer.applicationProtocols, ...namesOf.get(plan.protocol) ?? []])];
}

const web = ["h2", "http/1.1", "http/1.0", "spdy/3.1"];

const namesOf: ReadonlyMap<string, readonly string[]> = new Map([
  ["https", web],
  // Any protocol may be behind a port.
  ["tls", [...web, "dot", "mqtt", "imap", "pop3", "xmpp-client", "xmpp-server", "postgresql", "ntske/1"]],
  ["ftp", ["ftp"]],
  ["imap", ["imap"]],
  ["pop3", ["pop3"]],
  ["nntp", ["nntp"]],
  ["sieve", ["managesieve"]],
  ["postgres", ["postgresql"]],
  ["xmpp", ["xmpp-client"]],
  ["xmpp-server", ["xmpp-server"]],
]);

/** Up to where the protocol is said: in TLS 1.3 that is EncryptedExtensions. */
function ask(
  applicationProtocols: readonly string[],
  { connections, offer }: ProbeContext,
): Promise<HandshakeLog> {
  return connections.listen({ ...offer, applicationProtocols }, "server_hello");
}

async function choiceOf(log: HandshakeLog, context: ProbeContext): Promise<Choice<string>> {
  const reason = log.failure && await unbelieved(log.failure, context);
  if (reason !== null) return { kind: "no_answer", reason };
  const value = log.failure === null ? protocolOf(log) : null;
  return value === null ? { kind: "none" } : { kind: "chosen", value };
}

function protocolOf(log: HandshakeLog): string | null {
  return evidenceOf(log, "server_hello")?.evidence.applicationProtocol ?? null;
}

/** All else in this ClientHello is what the server has answered before. */
function isInvalid({ code, alertFrom }: Failure): boolean {
  return code === "illegal_parameter" && alertFrom === "us";
}

async function askForUnknown(
  context: ProbeContext,
): Promise<{ readonly outcome: UnknownOnly; readonly unanswered: string | null }> {
  try {
    const log = await ask([toHex(context.runtime.random(8))], context);
    const { failure } = log;
    if (failure === null) {
      const outcome = protocolOf(log) === null ? "ignored" : "accepted";
      return { outcome: { outcome, refusal: null }, unanswered: null };
    }
    const unanswered = await unbelieved(failure, context);
    const outcome = unanswered !== null ? "no_answer" : isInvalid(failure) ? "invalid" : "refused";
    return { outcome: { outcome, refusal: refusal(failure) }, unanswered };
  } catch (error) {
    if (!(error instanceof ProbeFailed)) throw error;
    return { outcome: { outcome: "no_answer", refusal: null }, unanswered: error.message };
  }
}
