/** A bug of ours as a failure, so that it ends one step of one report and not the program. */
import type { Failure } from "../tls/mod.ts";

export interface InternalFailure {
  readonly code: "internal";
  readonly fault: "us";
  readonly message: string;
  readonly hint: string;
}

/** `error`: whatever was thrown. */
export function internalFailure(error: unknown): InternalFailure {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    code: "internal",
    fault: "us",
    message: `This program failed: ${what.replace(/\.$/, "")}`,
    hint: "Please report this, with the report itself",
  };
}

/** The same in step 9. */
export function internalExchangeFailure(error: unknown): Failure {
  const { code, fault, message } = internalFailure(error);
  return {
    step: "secure_channel",
    code,
    fault,
    message,
    alert: null,
    alertFrom: null,
    unexpectedBytes: null,
  };
}
