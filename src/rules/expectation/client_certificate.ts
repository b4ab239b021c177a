/** That the server requires one shows in its refusing us; here, whether it asks for one at all. */
import type { Expectation } from "./expectation.ts";

export const clientCertificate: Expectation = {
  id: "client_certificate.not_requested",
  what: "the request for a client certificate",
  step: "authentication",
  title: "No client certificate requested",
  remedy: "Switch client certificate verification on for this name, or check without expecting it",
  references: ["RFC 9846 §4.4.2"],
  compare({ expectClientCertificate, connection, steps }) {
    if (!expectClientCertificate) return "not_expected";
    if (connection?.client_certificate_requested) return "met";
    const shaken = steps.some(({ id, status }) => id === "server_finished" && status === "pass");
    if (!shaken) return "not_learnt";
    return {
      unmet:
        "The server is meant to require a client certificate, but completed the handshake without asking for one",
    };
  },
};
