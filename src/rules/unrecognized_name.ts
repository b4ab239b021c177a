/** The server warns that it does not know the name, and goes on as if it did: with its default certificate. */
import type { Finding } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

export function unrecognizedName({ target, steps }: RuleInput): Finding[] {
  const warnings = steps.find(({ id }) => id === "server_hello")?.facts
    .find(({ name }) => name === "warning_alerts")?.value.split(", ");
  if (target.server_name === null || !warnings?.includes("unrecognized_name")) return [];
  return [{
    id: "server_name.unrecognized",
    severity: "low",
    title: "The server does not know this name",
    detail:
      `The server warned that it does not know the name ${target.server_name}, and went on all the same`,
    remedy: "Configure this name on the server; some clients take the warning for a refusal",
    evidence: ["server_hello"],
    references: ["RFC 6066 §3"],
  }];
}
