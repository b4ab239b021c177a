/** Whether senders know that mail to the domain is to travel over TLS, and whom to tell when it does not. */
import type { Finding } from "../../report/mod.ts";
import { list } from "./accepted.ts";
import type { DeepRule } from "./rule.ts";
import { type Basis, severityOf } from "./severity.ts";

export const mail: DeepRule = ({ mta_sts, tls_rpt, dane }, { target }) => {
  const findings: Finding[] = [];
  const add = (basis: Basis, finding: Omit<Finding, "severity" | "evidence">) =>
    findings.push({ ...finding, severity: severityOf(basis, target), evidence: ["dns"] });
  // Without an MX record that names the server, whose mail it takes is not known.
  if (mta_sts !== null && mta_sts.domain !== null) {
    const { domain, record, policy, problem } = mta_sts;
    if (record === null) {
      // Where DANE says so already, it is a second word for the same.
      if (!dane?.matches) {
        add("told", {
          id: "mta_sts.missing",
          title: "No MTA-STS",
          detail: `${domain} does not say that mail is to be delivered over verified TLS only: ` +
            "who is on the way between mail servers can have it sent in the clear",
          remedy: "Publish an MTA-STS policy, or TLSA records in a signed zone",
          references: ["RFC 8461 §3", "RFC 9325 §3.2"],
        });
      }
    } else if (problem !== null) {
      add("refusedBySome", {
        id: "mta_sts.invalid",
        title: "MTA-STS that does not work",
        detail: `${domain} has a record, and senders cannot use what is behind it: ${problem}`,
        remedy:
          `Serve the policy at https://mta-sts.${domain}/.well-known/mta-sts.txt, or take the record out`,
        references: ["RFC 8461 §3.1", "RFC 8461 §3.2"],
      });
    } else if (policy?.covers_host === false && policy.mode !== "none") {
      add(policy.mode === "enforce" ? "refused" : "refusedBySome", {
        id: "mta_sts.not_covered",
        title: "MTA-STS does not cover this server",
        detail: `The policy of ${domain} names ${
          list(policy.mx.map((mx) => JSON.stringify(mx))) || "no server"
        }${policy.mode === "enforce" ? ": senders that heed it do not deliver to this one" : ""}`,
        remedy: "Add the server to the policy, and give its record a new id",
        references: ["RFC 8461 §4.1", "RFC 8461 §5"],
      });
    } else if (policy !== null && policy.mode !== "enforce") {
      add("told", {
        id: "mta_sts.not_enforced",
        title: "MTA-STS is not enforced",
        detail: `The policy of ${domain} has the mode ${
          policy.mode ?? "of none"
        }: senders deliver in the clear all the same`,
        remedy: "Set the mode to enforce once the reports show no failures",
        references: ["RFC 8461 §5"],
      });
    }
  }
  if (tls_rpt !== null && tls_rpt.domain !== null) {
    const { domain, record, problem } = tls_rpt;
    if (record === null) {
      add("told", {
        id: "tls_rpt.missing",
        title: "No TLS reporting",
        detail: `${domain} does not say where senders report to when TLS fails`,
        remedy: 'Publish a TXT record at _smtp._tls with "v=TLSRPTv1; rua=mailto:…"',
        references: ["RFC 8460 §3"],
      });
    } else if (problem !== null) {
      add("advised", {
        id: "tls_rpt.invalid",
        title: "TLS reporting that does not work",
        detail: `Senders cannot use the record of ${domain}: ${problem}`,
        remedy: 'Correct it: "v=TLSRPTv1; rua=mailto:…"',
        references: ["RFC 8460 §3"],
      });
    }
  }
  return findings;
};
