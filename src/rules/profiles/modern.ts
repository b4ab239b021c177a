/** For web servers whose clients all have TLS 1.3. */
import type { ProfileDefinition } from "../../report/profile.ts";
import { common, reference, tls13Suites } from "./mozilla.ts";

export const modern: ProfileDefinition = {
  name: "modern",
  title: "Mozilla modern",
  reference,
  requirements: [
    {
      id: "versions",
      title: "TLS 1.3 and nothing else",
      level: "must",
      check: { protocol_versions: { only: ["TLS 1.3"], all_of: ["TLS 1.3"] } },
      reference,
    },
    {
      id: "cipher_suites",
      title: "The three cipher suites of TLS 1.3",
      level: "must",
      check: { cipher_suites: { only: tls13Suites } },
      reference,
    },
    {
      id: "certificate_key",
      title: "An ECDSA key on P-256 or P-384",
      level: "must",
      check: { certificate_keys: [{ algorithm: "ECDSA", curves: ["P-256", "P-384"] }] },
      reference,
    },
    {
      id: "certificate_signature",
      title: "A certificate signed with ECDSA and SHA-2",
      level: "must",
      check: {
        certificate_signatures: { only: ["ecdsa-with-SHA256", "ecdsa-with-SHA384", "ecdsa-with-SHA512"] },
        of: "leaf",
      },
      reference,
    },
    {
      id: "certificate_lifetime",
      title: "A certificate that lives 90 days at most",
      level: "must",
      check: { certificate_lifetime_days: { maximum: 90 } },
      reference,
    },
    ...common,
  ],
};
