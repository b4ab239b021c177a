/** New keys that the server does not take up. */
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const keyUpdate: DeepRule = ({ key_update }, { target }) => {
  if (key_update?.answered !== false) return [];
  return [{
    id: "key_update.unanswered",
    severity: severityOf("inBrowsers", target),
    title: "KeyUpdate is not answered",
    detail: `${
      key_update.refusal?.message ?? "The server did not send its own"
    }: a connection that lives long enough to need new keys breaks`,
    remedy: "Update the server's TLS library",
    evidence: ["secure_channel"],
    references: ["RFC 9846 §4.7.3"],
  }];
};
