/** One ECDHE key for several connections. A key of DHE is told by `finite_field_exchange.ts`. */
import { list, named } from "./accepted.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const reusedCurveKey: DeepRule = ({ ephemeral_keys }, { target }) => {
  const reused = (ephemeral_keys?.exchanges ?? []).filter(({ key_exchange, reused }) =>
    key_exchange === "ECDHE" && reused
  );
  if (reused.length === 0) return [];
  const where = reused.map(({ version, named_group }) =>
    `${named(version)}${named_group ? ` (${named(named_group)})` : ""}`
  );
  return [{
    id: "key_exchange.reused_curve_key",
    severity: severityOf("advised", target),
    title: "ECDHE key used again",
    detail: `The server's key was the same on two connections in ${list(where)}: ` +
      "forward secrecy begins only when it is thrown away",
    remedy: "Have the server make a new key for each connection",
    evidence: ["premaster_secret"],
    references: ["RFC 9325 §7.4"],
  }];
};
