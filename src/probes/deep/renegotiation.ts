/** Whether renegotiation before TLS 1.3 is tied to the handshake before (RFC 5746), and whether a client may ask for it. */
import { find, renegotiationInfo } from "../../tls/extension/mod.ts";
import { evidenceOf, type Offer, otherOffers, type Renegotiation } from "../../tls/mod.ts";
import { type Facts, type Probe, ProbeFailed } from "./probe.ts";
import { refusal } from "./refusal.ts";
import { versionsToAsk } from "./versions_to_ask.ts";

type Outcome = Omit<Facts<"renegotiation">, "secure">;

/**
 * Once: who asks a server for more handshakes than that takes its time. And last: some servers take a moment to get
 * over it, and it is the one question for which a client may be put out.
 */
export const renegotiation: Probe<"renegotiation"> = {
  id: "renegotiation",
  title: "Renegotiation",
  allowance: 1,
  after: [
    "protocol_versions",
    "downgrade_protection",
    "cipher_suites",
    "compression",
    "named_groups",
    "post_quantum",
    "ephemeral_keys",
    "signature_schemes",
    "served_certificates",
    "application_protocols",
    "session_resumption",
    "early_data",
    "key_update",
    "extensions",
    "certificate_compression",
    "encrypted_client_hello",
    "credential_kinds",
  ],
  notApplicable: (_situation, facts) =>
    versionsToAsk(facts).older === null
      ? "The server was not seen to accept a version before TLS 1.3, which has no renegotiation"
      : null,
  async run({ connections, offer, facts }) {
    const { log, used } = await connections.shakeHands(
      olderOffer(offer, versionsToAsk(facts).older!),
      (session) => session.renegotiate?.() ?? Promise.resolve(null),
    );
    const hello = evidenceOf(log, "server_hello")?.evidence.serverHello;
    const reason = log.failure?.message ?? "The server chose TLS 1.3, which has no renegotiation";
    if (hello === undefined) throw new ProbeFailed(reason);
    const secure = find(hello.extensions, renegotiationInfo, "ServerHello") !== null;
    if (used === null) {
      throw new ProbeFailed<"renegotiation">(reason, { secure, client_initiated: null, refusal: null });
    }
    return { secure, ...outcome(used.answer) };
  },
};

/** HTTP/2 forbids it (RFC 9113 §9.2.1), so no protocol is agreed on. */
function olderOffer(offer: Offer, version: number): Offer {
  return {
    ...otherOffers.withoutTls13(otherOffers.widest(offer)),
    versions: [version],
    applicationProtocols: [],
  };
}

function outcome(answer: Renegotiation["answer"]): Outcome {
  switch (answer.kind) {
    case "server_hello":
      return { client_initiated: "accepted", refusal: null };
    case "no_renegotiation":
      return { client_initiated: "refused", refusal: null };
    case "failure": {
      const { failure } = answer;
      const { code, fault } = failure;
      if (fault === "us") throw new ProbeFailed(failure.message);
      const client_initiated = code === "no_response" || code === "timeout"
        ? "no_answer"
        : code === "connection_closed" || code === "connection_reset"
        ? "closed"
        : "refused";
      return { client_initiated, refusal: refusal(failure) };
    }
  }
}
