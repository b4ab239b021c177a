/** A client that speaks none of the server's protocols is to be refused: else one protocol is taken for another. */
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const unknownApplicationProtocol: DeepRule = ({ application_protocols }, { target }) => {
  switch (application_protocols?.unknown_only.outcome) {
    case "accepted":
      return [{
        id: "application_protocol.unknown_accepted",
        severity: severityOf("forbidden", target),
        title: "Agrees on an application protocol that nobody has",
        detail:
          "To a client that offers nothing but an invented protocol the server says that it speaks it: " +
          "ALPN does not keep one protocol from being taken for another (ALPACA)",
        remedy:
          "Have the server agree on its own protocols only, and refuse the others with no_application_protocol",
        evidence: ["server_hello"],
        references: ["RFC 7301 §3.2", "RFC 9325 §3.8"],
      }];
    case "invalid":
      return [{
        id: "application_protocol.unoffered_chosen",
        severity: severityOf("told", target),
        title: "Answers with an application protocol that was not offered",
        detail:
          "To a client that offers nothing but an invented protocol the server answers with one of its own, and " +
          "clients end the connection over it; RFC 7301 wants it refused",
        remedy: "Nothing is at risk; a newer version of the server may refuse with no_application_protocol",
        evidence: ["server_hello"],
        references: ["RFC 7301 §3.2"],
      }];
    case "ignored":
      return [{
        id: "application_protocol.unknown_ignored",
        severity: severityOf("told", target),
        title: "Goes on without an application protocol in common",
        detail:
          "To a client that offers nothing but an invented protocol the server answers as if it had offered none, " +
          "as many do; refusing it keeps one protocol from being taken for another (ALPACA)",
        remedy:
          "Name the server's protocols in its configuration where it has none (`alpn` in HAProxy); else update it: " +
          "newer ones refuse such clients with no_application_protocol",
        evidence: ["server_hello"],
        references: ["RFC 7301 §3.2", "RFC 9325 §3.8"],
      }];
    default:
      return [];
  }
};
