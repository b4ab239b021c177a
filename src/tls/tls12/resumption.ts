/** The abbreviated handshake, RFC 5246 §7.3: the main secret is that of an earlier connection. */
import { equalBytes } from "../../bytes/mod.ts";
import { AlertDescription } from "../../registry/mod.ts";
import type { Transition } from "../engine/state.ts";
import type { Client } from "../hello/client.ts";
import { suiteName, versionName } from "../hello/server_hello_rules.ts";
import type { ServerHello } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import type { ResumptionMainSecret } from "../resumable_session.ts";
import type { Negotiated } from "./negotiated.ts";
import { sessionKeys } from "./session_keys.ts";
import { type Secured, waitChangeCipherSpec } from "./wait_change_cipher_spec.ts";

/** The session that the server takes up again; `null`: it wants a full handshake. */
export function resumedSession(
  { offer: { resume }, clientHello }: Client,
  { legacySessionIdEcho }: ServerHello,
): ResumptionMainSecret | null {
  if (resume?.kind !== "main_secret" || legacySessionIdEcho.length === 0) return null;
  // RFC 5246 §7.4.1.3, RFC 5077 §3.4: it says so by our session id, whatever that was.
  return equalBytes(legacySessionIdEcho, clientHello.legacySessionId) ? resume : null;
}

export async function* resumeSession(negotiated: Negotiated, session: ResumptionMainSecret): Transition {
  const mainSecret = session.secret();
  const keys = yield* sessionKeys(negotiated, mainSecret, null, ["client_write_key", "server_write_key"]);
  return waitChangeCipherSpec({
    ...negotiated,
    mainSecret,
    serverKeys: keys.server,
    ticket: null,
    handshake: { kind: "abbreviated", session, clientKeys: keys.client },
  });
}

/** Throws `ProtocolError` when the server takes up the session as something that it was not. */
export function checkResumed(
  { version, suite, extendedMainSecret }: Negotiated,
  session: ResumptionMainSecret,
): void {
  if (version !== session.protocolVersion) {
    throw new ProtocolError(
      "illegal_parameter",
      `The server resumes a session of ${versionName(session.protocolVersion)} with ${versionName(version)}`,
    );
  }
  // RFC 5246 §7.4.1.3: the suite of the session that is resumed.
  if (suite.value !== session.cipherSuite) {
    throw new ProtocolError(
      "illegal_parameter",
      `The server resumes a session of ${suiteName(session.cipherSuite)} with ${suiteName(suite.value)}`,
    );
  }
  // RFC 7627 §5.3: neither taken from a session nor given to it.
  if (extendedMainSecret !== session.extendedMainSecret) {
    const [was, is] = extendedMainSecret ? ["without", "with"] : ["with", "without"];
    throw new ProtocolError(
      "illegal_parameter",
      `The server resumes a session ${was} the extended main secret as one ${is} it`,
      { alert: AlertDescription.handshake_failure },
    );
  }
}

/** What this connection leaves for a later one; `null`: nothing. */
export function resumable(secured: Secured, receivedMs: number): ResumptionMainSecret | null {
  const { version, suite, applicationProtocol, extendedMainSecret, mainSecret, handshake } = secured;
  const earlier = handshake.kind === "abbreviated" ? handshake.session : null;
  // An id that the server only echoes may be one that we made up to go with a ticket.
  const sessionId = earlier?.sessionId ?? secured.serverHello.legacySessionIdEcho;
  const given = secured.ticket?.ticket.length ? secured.ticket : null;
  const ticket = given?.ticket ?? earlier?.ticket ?? null;
  if (sessionId.length === 0 && ticket === null) return null;
  return {
    kind: "main_secret",
    protocolVersion: version,
    cipherSuite: suite.value,
    applicationProtocol,
    sessionId,
    ticket,
    ticketLifetimeHint: given?.ticketLifetimeHint ?? earlier?.ticketLifetimeHint ?? null,
    receivedMs,
    extendedMainSecret,
    secret: () => mainSecret,
  };
}
