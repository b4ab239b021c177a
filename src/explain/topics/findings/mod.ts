/**
 * Every finding that a rule can make, apart from the chain's errors: what it means, and what to do. A test holds its
 * ids, titles and references against the rules.
 */
import { titles as profileTitles } from "../../../rules/certificate_profile.ts";
import { stapleFaults } from "../../../rules/stapled_ocsp.ts";
import { certificateFindings } from "./certificates.ts";
import { deepFindings } from "./deep.ts";
import { dnsAndHttpFindings } from "./dns_and_http.ts";
import { serverFindings } from "./servers.ts";
import type { Topic } from "../topic.ts";

export function findingTopics(): Topic[] {
  return [
    ...Object.entries({ ...certificateFindings, ...serverFindings, ...deepFindings, ...dnsAndHttpFindings })
      .map((
        [id, [title, explanation, remedy, references]],
      ) => topic(id, title, explanation, remedy, references)),
    ...Object.entries(stapleFaults).map(([kind, { title, remedy, reference }]) =>
      topic(`ocsp.${kind}`, title, aboutStaples, remedy, [reference])
    ),
    ...Object.entries(profileTitles).map(([rule, title]) =>
      topic(
        `certificate.profile.${rule}`,
        `A certificate with ${title}`,
        aboutProfile,
        profileRemedy,
        profileReferences,
      )
    ),
  ];
}

function topic(
  id: string,
  title: string,
  explanation: string,
  remedy: string,
  references: readonly string[],
): Topic {
  return { kind: "finding", id, title, explanation, remedy, references };
}

const aboutStaples =
  "The server sends the authority's word on its certificate along, and what it sends does not say that the certificate is good.";
const aboutProfile =
  "An issuer did what RFC 5280 or the Baseline Requirements for public authorities forbid; most clients let it pass, strict ones do not, and a public authority must revoke such a certificate.";
const profileRemedy =
  "Have the certificate issued anew; the finding names the certificate, and what would be right";
const profileReferences = ["RFC 5280 §4", "CA/B BR §7.1"];
