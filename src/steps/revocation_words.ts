/** What a source says of a certificate's status, as short as it can be said. */
import type { Revocation } from "../report/mod.ts";
import { lowerFirst } from "../rules/lower_first.ts";

/** As `good, until 2026-11-25 12:00 UTC`. */
export function revocationWords({ status, detail, next_update, revoked_at }: Revocation): string {
  switch (status) {
    case "good":
      return next_update === null ? "good" : `good, until ${moment(next_update)}`;
    case "revoked":
      return revoked_at === null ? "revoked" : `revoked on ${moment(revoked_at)}`;
    case "no_answer":
      return `no answer: ${lowerFirst(detail)}`;
    case "unknown":
    case "invalid":
      return `not to be relied on: ${lowerFirst(detail)}`;
  }
}

function moment(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
