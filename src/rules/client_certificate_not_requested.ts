/** A server that is meant to let in only clients with a certificate, and does not even ask for one. */
import type { Finding } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

export function clientCertificateNotRequested(
  { connection, steps, expectClientCertificate }: RuleInput,
): Finding[] {
  if (!expectClientCertificate || connection === null || connection.client_certificate_requested) return [];
  const shaken = steps.some(({ id, status }) => id === "server_finished" && status === "pass");
  if (!shaken) return [];
  return [{
    id: "client_certificate.not_requested",
    severity: "medium",
    title: "No client certificate requested",
    detail:
      "The server is meant to require a client certificate, but completed the handshake without asking for one",
    remedy: "Switch client certificate verification on for this name, or check without expecting it",
    evidence: ["authentication", "server_finished"],
    references: ["RFC 9846 §4.4.2"],
  }];
}
