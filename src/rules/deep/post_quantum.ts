/** Key exchange that a quantum computer does not undo: not there, later than need be, or broken. */
import type { Finding } from "../../report/mod.ts";
import { list, named } from "./accepted.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const postQuantum: DeepRule = ({ post_quantum }, { target, attempts }) => {
  if (post_quantum === null) return [];
  const findings: Finding[] = [];
  const { outcome, groups, round_trip_ms, one_segment, two_segments, client_hello_length } = post_quantum;
  if (outcome === "absent") {
    findings.push({
      id: "post_quantum.absent",
      severity: severityOf("advised", target),
      title: "No post-quantum key exchange",
      detail:
        "Who records the traffic of today can read it with a quantum computer of tomorrow; browsers offer X25519MLKEM768, and the server takes none of it",
      remedy: "Turn on X25519MLKEM768, updating the TLS library if need be (OpenSSL 3.5, Go 1.24)",
      evidence: ["premaster_secret"],
      references: ["Mozilla guideline 6.0", "RFC 10024"],
    });
  }
  if (outcome === "after_hello_retry_request") {
    findings.push({
      id: "post_quantum.after_hello_retry_request",
      severity: severityOf("told", target),
      title: "Post-quantum key exchange takes another round trip",
      detail: `The server takes ${list(groups.map(named))} only after a HelloRetryRequest${
        round_trip_ms === null ? "" : `, which cost ${Math.round(round_trip_ms)} ms`
      }`,
      remedy: "Prefer X25519MLKEM768 on the server: browsers send a key share for it at once",
      evidence: ["server_hello"],
      references: ["RFC 9846 §4.2.4", "RFC 10024"],
    });
  }
  if (outcome === "advertised_but_refused") {
    findings.push({
      id: "post_quantum.advertised_but_refused",
      severity: severityOf("refusedBySome", target),
      title: "Asks for post-quantum key exchange and does not complete it",
      detail:
        "The server asks for the group in a HelloRetryRequest and does not go on when it gets a key share for it: clients that follow it cannot connect",
      remedy: "Update the server's TLS library, or the box in front of it; until then, turn the group off",
      evidence: ["server_hello"],
      references: ["RFC 9846 §4.2.4", "RFC 10024"],
    });
  }
  // Where the check's own first ClientHello was not answered, `intolerance.ts` tells why.
  if (
    attempts[0]?.reached_server_hello && (one_segment.answered === false || two_segments.answered === false)
  ) {
    findings.push({
      id: "tolerance.large_client_hello",
      severity: severityOf("refusedBySome", target),
      title: "Does not tolerate a ClientHello split over two packets",
      detail: `A ClientHello of ${client_hello_length} octets is not answered when it comes ${
        two_segments.answered === false ? "in two pieces, a moment apart" : "in one piece"
      }`,
      remedy:
        "Update the server or the box in front of it: browsers send a large ClientHello today, and it must be read to its end",
      evidence: ["client_hello", "server_hello"],
      references: ["RFC 9846 §4.2.2", "RFC 10024"],
    });
  }
  return findings;
};
