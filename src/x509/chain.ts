/** The report's `chain`, key for key. */
import type { ChainErrorCode } from "./error_code.ts";

export interface ChainError {
  readonly code: ChainErrorCode;
  readonly message: string;
  readonly hint: string | null;
}

export interface Chain {
  /** A path to a trust anchor holds, leaving aside name and time. */
  readonly trusted: boolean;
  /** `null` when no name was asked for. */
  readonly name_matches: boolean | null;
  readonly valid_now: boolean;
  readonly paths: readonly {
    readonly trusted: boolean;
    /** SHA-256 of the DER, lower-case hex, leaf first. */
    readonly certificates: readonly string[];
    readonly error: ChainError | null;
  }[];
  /** The first that applies; `null` when the chain is good. */
  readonly error: ChainError | null;
}
