/** A bug of ours as a failure, so that it ends one step of one report and not the program. */
import type { Failure } from "../tls/mod.ts";

/** A sentence about whatever was thrown. */
export function internalMessage(error: unknown): string {
  return `This program failed: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
}

/** In step 9. */
export function internalFailure(error: unknown): Failure {
  return {
    step: "secure_channel",
    code: "internal",
    fault: "us",
    message: internalMessage(error),
    alert: null,
    alertFrom: null,
    unexpectedBytes: null,
  };
}
