/**
 * What a server is expected to be like: each expectation is one file here and one line in this table. One that is
 * not met is a finding that fails the check; what was not learnt is told apart, and never passes for met.
 */
import type { Finding } from "../../report/mod.ts";
import type { RuleInput } from "../rule.ts";
import { failedSteps, NOT_COMPARED } from "../verdict.ts";
import { applicationProtocol } from "./application_protocol.ts";
import { clientCertificate } from "./client_certificate.ts";
import type { Expectation } from "./expectation.ts";
import { fingerprint } from "./fingerprint.ts";
import { group } from "./group.ts";
import { issuer } from "./issuer.ts";
import { minimumVersion } from "./minimum_version.ts";

const all: readonly Expectation[] = [
  fingerprint,
  issuer,
  minimumVersion,
  group,
  applicationProtocol,
  clientCertificate,
];

export function expectations(input: RuleInput): Finding[] {
  const compared = all.map((expectation) => ({ expectation, comparison: expectation.compare(input) }));
  const notLearnt = compared.filter(({ comparison }) => comparison === "not_learnt");
  return [
    ...compared.flatMap(({ expectation, comparison }) =>
      typeof comparison === "string" ? [] : [unmet(expectation, comparison.unmet)]
    ),
    ...notLearnt.length === 0 ? [] : [notCompared(notLearnt.map(({ expectation }) => expectation), input)],
  ];
}

function unmet({ id, title, remedy, step, references }: Expectation, detail: string): Finding {
  return {
    id,
    severity: "high",
    title,
    detail,
    remedy,
    evidence: [step],
    references,
  };
}

function notCompared(expectations: readonly Expectation[], input: RuleInput): Finding {
  const what = new Intl.ListFormat("en").format(expectations.map(({ what }) => what));
  const [failed] = failedSteps(input);
  const why = failed === undefined
    ? "it cannot be observed from here"
    : `the check ended before, in "${failed.title}"`;
  return {
    id: NOT_COMPARED,
    severity: "medium",
    title: "Expectation not compared",
    detail: `Whether ${what} ${expectations.length === 1 ? "is" : "are"} as expected is not known: ${why}`,
    remedy: "See to what ended the check, and check again; or check from where the handshake can be observed",
    evidence: [],
    references: [],
  };
}
