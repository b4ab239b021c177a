import type { Certificate, Chain, Deep, DeepFacts } from "../../report/mod.ts";

export interface GradeInput {
  readonly facts: DeepFacts;
  readonly probes: Deep["probes"];
  readonly certificates: readonly Certificate[];
  readonly chain: Chain | null;
}
