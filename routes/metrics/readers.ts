/** Who may read the service's own series: they tell how much is checked here, which is for whoever runs it. */
import { equalBytes } from "../../src/bytes/mod.ts";
import type { Settings } from "../settings.ts";
import { isFromThisMachine } from "../whence.ts";

/** `unauthorized`: a token would do. */
export type MetricsAccess = "allowed" | "forbidden" | "unauthorized";

export function metricsReaders(
  { metricsReaders, metricsToken }: Pick<Settings, "metricsReaders" | "metricsToken">,
): (request: Request) => MetricsAccess {
  return (request) => {
    if (metricsReaders === "everyone") return "allowed";
    if (metricsReaders === "this_machine" && isFromThisMachine(request)) return "allowed";
    if (metricsToken === null) return "forbidden";
    return shows(request, metricsToken) ? "allowed" : "unauthorized";
  };
}

/** RFC 6750 §2.1. Takes the same time wherever the token differs. */
function shows(request: Request, token: string): boolean {
  const [, shown = ""] = /^Bearer +(\S+) *$/i.exec(request.headers.get("Authorization") ?? "") ?? [];
  const encoder = new TextEncoder();
  return equalBytes(encoder.encode(shown), encoder.encode(token));
}
