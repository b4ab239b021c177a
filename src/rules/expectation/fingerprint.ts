import { list } from "./list.ts";
import type { Expectation } from "./expectation.ts";

export const fingerprint: Expectation = {
  id: "expectation.fingerprint",
  what: "the certificate's fingerprint",
  step: "authentication",
  title: "Not the expected certificate",
  remedy: "If the certificate was replaced on purpose, expect the new one; if not, find out who replaced it",
  references: [],
  compare({ expectations: { fingerprints }, stable }) {
    if (fingerprints.length === 0) return "not_expected";
    const [leaf, ...others] = stable?.certificates ?? [];
    if (leaf === undefined) return "not_learnt";
    if (fingerprints.includes(leaf)) return "met";
    const issuers = fingerprints.some((one) => others.includes(one))
      ? ", which is that of another certificate that was sent with it"
      : "";
    return {
      unmet: `The server's certificate has the SHA-256 fingerprint ${leaf}, and not ${
        list(fingerprints)
      }${issuers}`,
    };
  },
};
