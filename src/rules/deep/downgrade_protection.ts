/** What keeps client and server from being talked down to an older version, and is not there. */
import type { Finding } from "../../report/mod.ts";
import { list, named } from "./accepted.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const downgradeProtection: DeepRule = ({ downgrade_protection }, { target }) => {
  if (downgrade_protection === null) return [];
  const findings: Finding[] = [];
  const { sentinels, fallback_scsv } = downgrade_protection;
  const wrong = sentinels.filter(({ found, expected }) => found !== expected);
  if (wrong.length > 0) {
    findings.push({
      id: "downgrade.no_sentinel",
      severity: severityOf("forbidden", target),
      title: "No sign against a downgrade",
      detail: `The random of the ServerHello does not say in ${
        list(wrong.map(({ version }) => named(version)))
      } that the server has a newer version: a client that was talked down to it does not notice`,
      remedy: "Update the server's TLS library, or the box in front of it",
      evidence: ["server_hello"],
      references: ["RFC 9846 §4.2.3"],
    });
  }
  if (fallback_scsv?.refused === false) {
    findings.push({
      id: "downgrade.no_fallback_scsv",
      // RFC 9325 §3.1.3: clients need it no longer, since none falls back.
      severity: severityOf("advised", target),
      title: "No TLS_FALLBACK_SCSV",
      detail: `A client that says it fell back to ${
        named(fallback_scsv.version)
      } is not told that it need not have`,
      remedy: "Turn off the versions before TLS 1.2, then there is nothing to fall back to",
      evidence: ["server_hello"],
      references: ["RFC 7507 §3", "RFC 9325 §3.1.3"],
    });
  }
  return findings;
};
