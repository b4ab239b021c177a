/** Plaintext behind the go-ahead: a client that keeps it lets someone on the way speak for the server. */
import type { Finding } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

export function starttlsInjection({ steps }: RuleInput): Finding[] {
  const injected = steps.find(({ id }) => id === "starttls")?.facts.find(({ name }) => name === "injected");
  if (injected === undefined) return [];
  return [{
    id: "starttls.injection",
    severity: "high",
    title: "Plaintext injected before TLS",
    detail: `Behind its go-ahead and before TLS the server sent ${injected.value}`,
    remedy:
      "Update the server, so that it discards what it had buffered; and look for someone on the way who adds to it",
    evidence: ["starttls"],
    references: ["RFC 3207 §4.2", "CVE-2011-0411", "CVE-2021-23222"],
  }];
}
