/** SSL 2.0 and SSL 3.0: broken for everyone, also where better versions are there. */
import { SSL_2_0, SSL_3_0 } from "../../registry/mod.ts";
import type { Finding } from "../../report/mod.ts";
import { acceptsVersion } from "./accepted.ts";
import { alsoNamed } from "./also_named.ts";
import { exposedTo } from "./attacks/mod.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf, severityOfBasis } from "./severity.ts";

export const brokenVersions: DeepRule = (facts, { target, connection }) => {
  const findings: Finding[] = [];
  if (acceptsVersion(facts, SSL_2_0)) {
    findings.push({
      id: "protocol.ssl2_accepted",
      // Also between mail servers: the key of a web server may be the same.
      severity: severityOfBasis.broken,
      title: "SSL 2.0 accepted",
      detail:
        "Whoever uses it has no protection, and with it what was recorded of newer versions under the same RSA key can be " +
        `decrypted, even of other servers${alsoNamed(exposedTo(facts, "drown"))}`,
      remedy: "Turn off SSL 2.0 here, and wherever else the certificate's key is used",
      evidence: ["server_hello"],
      references: ["RFC 9325 §3.1.1", "RFC 6176"],
    });
  }
  if (acceptsVersion(facts, SSL_3_0) && connection?.protocol_version.value !== SSL_3_0) {
    findings.push({
      id: "protocol.ssl3_accepted",
      severity: severityOf("broken", target),
      title: "SSL 3.0 accepted",
      detail: `Who is on the way can read what is sent with it${alsoNamed(exposedTo(facts, "poodle"))}`,
      remedy: "Turn off SSL 3.0",
      evidence: ["server_hello"],
      references: ["RFC 9325 §3.1.1", "RFC 7568"],
    });
  }
  return findings;
};
