/** What a rule is: facts of one check in, findings out. Pure; the time is given. */
import type {
  Attempt,
  Certificate,
  Chain,
  Connection,
  Finding,
  Native,
  Step,
  Target,
} from "../report/mod.ts";
import type { ExpiryThresholds } from "./expiry_threshold.ts";

/** The parts of a report that are known before it is judged, with what the check was told. */
export interface RuleInput {
  readonly target: Target;
  readonly connection: Connection | null;
  readonly attempts: readonly Attempt[];
  readonly steps: readonly Step[];
  readonly certificates: readonly Certificate[];
  readonly chain: Chain | null;
  readonly native: Native | null;
  readonly thresholds: ExpiryThresholds;
  /** The server is meant to require a client certificate. */
  readonly expectClientCertificate: boolean;
  readonly now: Date;
}

/** A rule reports each of its ids once at most. */
export type Rule = (input: RuleInput) => readonly Finding[];
