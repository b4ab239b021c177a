/** Port 80 of the same host: what is asked there is asked in the clear. */
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const httpRedirect: DeepRule = ({ http_redirect }, { target }) => {
  switch (http_redirect?.outcome) {
    case "none":
      return [{
        id: "http.no_redirect",
        severity: severityOf("advised", target),
        title: "No redirect from http",
        detail: "Port 80 serves in the clear, and does not lead to https",
        remedy:
          "Answer every request on port 80 with a redirect to https on the same host, or close the port",
        evidence: ["tcp"],
        references: ["RFC 6797 §7.2", "RFC 9325 §3.2"],
      }];
    case "elsewhere":
      return [{
        id: "http.redirect_elsewhere",
        severity: severityOf("told", target),
        title: "Redirect from http to elsewhere",
        detail: `Port 80 leads to ${
          JSON.stringify(http_redirect.location ?? "elsewhere")
        }, not to https on the same host, where its Strict-Transport-Security would be seen`,
        remedy: "Redirect to https on the same host first, and from there to elsewhere",
        evidence: ["tcp"],
        references: ["RFC 6797 §7.2", "https://hstspreload.org/"],
      }];
    default:
      return [];
  }
};
