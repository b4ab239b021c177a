/** How a server said no, as the report has it. */
import { AlertDescription, alerts } from "../../registry/mod.ts";
import type { Failure } from "../../tls/mod.ts";
import type { Facts } from "./probe.ts";

type Refusal = NonNullable<Facts<"protocol_versions">["versions"][number]["refusal"]>;

export function refusal(
  { code, alert, alertFrom, message }: Pick<Failure, "code" | "alert" | "alertFrom" | "message">,
): Refusal {
  return { code, alert: alertFrom === "peer" && alert !== null ? alerts.codePoint(alert) : null, message };
}

/** Whether the failure is the server's answer, and not that there was none. */
export function isAnswer({ code }: Pick<Failure, "code">): boolean {
  return code !== "no_response" && code !== "timeout" && code !== "internal";
}

/** Whether the connection ended, and the server had not said that it would. */
export function isCutOff({ code, alertFrom }: Failure): boolean {
  return (code === "connection_reset" || code === "connection_closed") && alertFrom !== "peer";
}

/** Neither silence nor an end without a word. */
export function isSaid(failure: Failure): boolean {
  return isAnswer(failure) && !isCutOff(failure);
}

/** Also where the server chose one that was not offered, and was told so. */
export function isAboutVersion({ alert }: Failure): boolean {
  return alert === AlertDescription.protocol_version;
}
