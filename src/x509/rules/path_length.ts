/** pathLenConstraint (RFC 5280 §4.2.1.9, §6.1.4 (l), (m)): how many intermediates may follow, self-issued ones not counted. */
import { basicConstraints } from "../extension/mod.ts";
import { type PathRule, roleAt } from "./rule.ts";
import { mention, type Violation } from "./violation.ts";

export const pathLength: PathRule = (path, anchored, { maximumIntermediates }) => {
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
    const isAnchor = anchored && index === path.length - 1;
    if (!certificate.selfIssued && !isAnchor) followers++;
  }
  if (maximumIntermediates !== null && followers > maximumIntermediates) {
    violations.push({
      rule: "path_length_asked_for",
      code: "path_length_exceeded",
      breaks: "path",
      certificate: path.at(-1)!,
      message:
        `The path has ${followers} intermediates, more than the ${maximumIntermediates} that were allowed`,
      hint: "Use a shorter path, or allow a longer one",
      reference: "RFC 5280 §6.1.1",
    });
  }
  return violations;
};
