/** Sessions that can be taken up again for longer than is good, and data that comes before the handshake. */
import type { Finding, Target } from "../../report/mod.ts";
import { TLS_1_3 } from "../../registry/mod.ts";
import { list, named } from "./accepted.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

/** RFC 9846 §4.7.1: no ticket may be used for longer than seven days. */
const MAXIMUM_SECONDS = 604_800;
const DAY_SECONDS = 86_400;

export const sessionResumption: DeepRule = ({ session_resumption, early_data }, { target }) => {
  const findings: Finding[] = [];
  const long = (session_resumption?.versions ?? []).filter(({ ticket_lifetime_seconds }) =>
    (ticket_lifetime_seconds ?? 0) > MAXIMUM_SECONDS
  );
  if (long.length > 0) {
    const isOld = long.some(({ version }) => version.value < TLS_1_3);
    findings.push({
      id: "session.ticket_lifetime",
      severity: severityOf("inBrowsers", target),
      title: "Session tickets that live too long",
      detail: `${
        list(long.map(({ version, ticket_lifetime_seconds }) =>
          `${named(version)}: ${Math.floor(ticket_lifetime_seconds! / DAY_SECONDS)} days`
        ))
      }, where seven are the most${
        isOld
          ? "; in TLS 1.2 a resumed session has no forward secrecy, so that the key of the tickets opens all of them"
          : ""
      }`,
      remedy: "Let tickets live for a day, and change the key that encrypts them as often",
      evidence: ["secure_channel"],
      references: ["RFC 9846 §4.7.1", "RFC 9325 §3.4"],
    });
  }
  if (early_data?.accepted) {
    const isDefined = isWeb(target);
    findings.push({
      id: "session.early_data_accepted",
      severity: severityOf(isDefined ? "told" : "forbidden", target),
      title: "Data before the handshake accepted (0-RTT)",
      detail: `Who records it can send it again${
        isDefined
          ? ": fine for requests that change nothing, and the application has to refuse the others (425 Too Early)"
          : ", and nothing says for this protocol what may be sent so"
      }`,
      remedy: "Turn it off, unless the application knows which requests came early",
      evidence: ["secure_channel"],
      references: ["RFC 9325 §3.10", "RFC 8470", "RFC 9846 §8"],
    });
  }
  return findings;
};

/** RFC 8470 says for HTTP when it is safe; what `tls` carries is not known. */
function isWeb({ protocol }: Target): boolean {
  return protocol === "https" || protocol === "tls";
}
