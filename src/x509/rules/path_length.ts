/** pathLenConstraint (RFC 5280 §4.2.1.9, §6.1.4 (l), (m)): how many intermediates may follow, self-issued ones not counted. */
import { basicConstraints } from "../extension/mod.ts";
import { type PathRule, roleAt } from "./rule.ts";
import { mention, type Violation } from "./violation.ts";

export const pathLength: PathRule = (path, anchored) => {
  const violations: Violation[] = [];
  let followers = 0;
  for (const [index, certificate] of path.entries()) {
    if (index === 0) continue; // the last certificate is not an intermediate
    const limit = certificate.extension(basicConstraints)?.pathLenConstraint ?? null;
    if (limit !== null && followers > limit) {
      violations.push({
        rule: "path_length",
        code: "path_length_exceeded",
        breaks: "path",
        certificate,
        message: `${mention(certificate, roleAt(index, path.length, anchored))} allows ${limit} intermediate${
          limit === 1 ? "" : "s"
        } below it, and ${followers} follow${followers === 1 ? "s" : ""}`,
        hint: "Get a certificate from an authority that this path allows, or use another path",
        reference: "RFC 5280 §4.2.1.9",
      });
    }
    if (!certificate.selfIssued) followers++;
  }
  return violations;
};
