/** The secret is not bound to its handshake: RFC 7627, once called the extended master secret. */
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const extendedMainSecret: DeepRule = ({ extensions }, { target }) => {
  if (extensions?.extended_main_secret !== false) return [];
  return [{
    id: "extended_main_secret.missing",
    severity: severityOf("inBrowsers", target),
    title: "No extended main secret",
    detail: "In TLS 1.2 the secret is not bound to the handshake that it comes from: " +
      "two connections can be made to have the same one (triple handshake), which undoes client certificates and channel bindings",
    remedy: "Update the server's TLS library, or turn the extension on; FIPS 140-3 requires it",
    evidence: ["session_keys"],
    references: ["RFC 9325 §3.5", "RFC 7627"],
  }];
};
