import type { Certificate, Chain, DeepFacts } from "../../report/mod.ts";

export interface GradeInput {
  readonly facts: DeepFacts;
  readonly certificates: readonly Certificate[];
  readonly chain: Chain | null;
}
