/** What a server is expected to be like, and what became of one such expectation. */
import type { Finding, StepId } from "../../report/mod.ts";
import type { RuleInput } from "../rule.ts";

export interface Expectations {
  /** SHA-256 of the leaf's DER, lower-case hex: any one of them will do; empty when none is expected. */
  readonly fingerprints: readonly string[];
  /** The issuer's distinguished name, common name or organization. */
  readonly issuer: string | null;
  /** NamedGroup. */
  readonly group: number | null;
  /** ProtocolVersion. */
  readonly minimumVersion: number | null;
  /** ALPN, one octet a character. */
  readonly applicationProtocol: string | null;
}

export const noExpectations: Expectations = {
  fingerprints: [],
  issuer: null,
  group: null,
  minimumVersion: null,
  applicationProtocol: null,
};

/** `not_learnt`: the handshake did not come so far, which is neither good nor bad. `unmet`: what is there instead. */
export type Comparison = "not_expected" | "not_learnt" | "met" | { readonly unmet: string };

export interface Expectation extends Pick<Finding, "id" | "title" | "remedy" | "references"> {
  /** What is compared, as a sentence calls it. */
  readonly what: string;
  /** The step that tells it. */
  readonly step: StepId;
  compare(input: RuleInput): Comparison;
}
