/** Renegotiation before TLS 1.3: not secured, or at a client's request. */
import { alsoNamed } from "./also_named.ts";
import { exposedTo } from "./attacks/mod.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const renegotiation: DeepRule = (facts, { target }) => {
  if (facts.renegotiation === null) return [];
  const { secure, client_initiated } = facts.renegotiation;
  const isAccepted = client_initiated === "accepted";
  if (!secure) {
    return [{
      id: "renegotiation.insecure",
      // Browsers connect to a server that only lacks the extension.
      severity: severityOf(isAccepted ? "broken" : "inBrowsers", target),
      title: "Renegotiation is not secured",
      detail: `The server does not have renegotiation_info${
        isAccepted
          ? `, and renegotiates when a client asks for it: an attacker's words can be put before the client's${
            alsoNamed(exposedTo(facts, "renegotiation"))
          }`
          : ": a client cannot know whether its connection began as somebody else's"
      }`,
      remedy: "Update the server's TLS library",
      evidence: ["server_hello"],
      references: ["RFC 9325 §3.5", "RFC 5746"],
    }];
  }
  if (!isAccepted) return [];
  return [{
    id: "renegotiation.client_initiated",
    severity: severityOf("advised", target),
    title: "Renegotiates when a client asks for it",
    detail:
      "A handshake costs the server more than the client, which may ask for one after the other on one connection",
    remedy: "Refuse renegotiation: HTTP/2 forbids it, and TLS 1.3 does not have it",
    evidence: ["secure_channel"],
    references: ["CVE-2011-1473", "RFC 9113 §9.2.1"],
  }];
};
