/** Thresholds in days and in percent that only this certificate's lifetime shows to contradict each other. */
import type { Finding } from "../report/mod.ts";
import { certificateEnds } from "./certificate_end.ts";
import { MS_PER_DAY } from "./duration.ts";
import { contradict, inUnits } from "./expiry_threshold.ts";
import type { RuleInput } from "./rule.ts";
import { THRESHOLDS_CONTRADICT } from "./verdict.ts";

export function contradictingThresholds({ certificates, chain, thresholds }: RuleInput): Finding[] {
  const leaf = certificateEnds(certificates, chain, thresholds).find(({ isLeaf }) => isLeaf);
  if (leaf === undefined || leaf.lifetime === null || !contradict(thresholds, leaf)) return [];
  const [warning, critical] = [thresholds.warning, thresholds.critical].map(([given]) => inUnits(given!));
  const days = Math.round(leaf.lifetime / MS_PER_DAY);
  return [{
    id: THRESHOLDS_CONTRADICT,
    severity: "medium",
    title: "Expiry thresholds contradict each other",
    detail:
      `For a certificate of ${days} days a warning at ${warning} would come after it is critical at ${critical}`,
    remedy: 'Give both in days or both in percent, the warning first, as in warning "30%" and critical "10%"',
    evidence: [],
    references: [],
  }];
}
