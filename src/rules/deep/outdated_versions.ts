/** TLS 1.0 and TLS 1.1, accepted beside what is better; and TLS 1.3, which is not there. */
import { TLS_1_0, TLS_1_1, TLS_1_3 } from "../../registry/mod.ts";
import type { Finding } from "../../report/mod.ts";
import { acceptsVersion, named } from "./accepted.ts";
import { alsoNamed } from "./also_named.ts";
import { exposedTo } from "./attacks/mod.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const outdatedVersions: DeepRule = (facts, { target, connection }) => {
  const findings: Finding[] = [];
  // What the check itself was answered with is told by `outdated_protocol_version.ts`.
  const outdated = (facts.protocol_versions?.versions ?? []).filter(({ version: { value }, accepted }) =>
    accepted && (value === TLS_1_0 || value === TLS_1_1) && value !== connection?.protocol_version.value
  );
  if (outdated.length > 0) {
    findings.push({
      id: "protocol.outdated_accepted",
      severity: severityOf("forbidden", target),
      title: "Outdated protocol versions accepted",
      detail: `The server also accepts ${
        outdated.map(({ version }) => named(version)).toReversed().join(" and ")
      }${alsoNamed(exposedTo(facts, "beast"))}; no browser has used them since 2020`,
      remedy: "Turn them off, and leave TLS 1.2 and TLS 1.3 on",
      evidence: ["server_hello"],
      references: ["RFC 8996", "RFC 9325 §3.1.1"],
    });
  }
  if (acceptsVersion(facts, TLS_1_3) === false) {
    findings.push({
      id: "protocol.no_tls13",
      severity: severityOf("advised", target),
      title: "No TLS 1.3",
      detail:
        "The server refuses TLS 1.3, which takes a round trip less, encrypts the certificate, and has none of what is weak in TLS 1.2",
      remedy: "Turn on TLS 1.3, updating the server's TLS library if need be",
      evidence: ["server_hello"],
      references: ["RFC 9325 §3.1.1", "Mozilla guideline 6.0"],
    });
  }
  return findings;
};
