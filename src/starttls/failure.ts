/** An upgrade to TLS that did not come about, as data. */
import type { NetworkErrorCode } from "../net/mod.ts";

/** What went wrong. The names are the report's step error codes. */
export type StarttlsFailureCode =
  | "starttls_not_offered"
  | "starttls_failed"
  | "starttls_injection"
  | "not_tls"
  | "malformed_message"
  | "limit_exceeded"
  | NetworkErrorCode;

export interface StarttlsFailure {
  readonly code: StarttlsFailureCode;
  readonly fault: "peer" | "network";
  /** A sentence, values quoted, no final period. */
  readonly message: string;
  readonly hint: string | null;
}

/** The peer ended the dialogue or did not follow the protocol: thrown where noticed, made data by `starttls`. */
export class DialogueError extends Error {
  override readonly name = "DialogueError";

  constructor(readonly code: StarttlsFailureCode, message: string, readonly hint: string | null = null) {
    super(message);
  }
}
