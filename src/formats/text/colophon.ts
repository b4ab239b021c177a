/** The second opinion, and by whom, when and how quickly all this was found. */
import type { Native, Report } from "../../report/mod.ts";
import { escapeForTerminal } from "../escape.ts";
import { hanging, type Page } from "./page.ts";
import { inTime } from "./steps.ts";

const words: Readonly<Record<Native["outcome"], string>> = {
  trusted: "trusts the server",
  refused: "refuses the server",
  unreachable: "did not get through",
  not_available: "has no opinion",
};

export function colophon({ native, vantage, started_at, timings }: Report, page: Page): string[] {
  const opinion = native === null ? [] : hanging("", 0, secondOpinion(native), page);
  const runtime = escapeForTerminal(`${vantage.runtime} ${vantage.runtime_version}`);
  const region = vantage.region === null ? "" : ` in ${escapeForTerminal(vantage.region)}`;
  const time = started_at.replace("T", " ").replace(/\.\d+Z$/, "Z").replace("Z", " UTC");
  const made = `Checked in ${inTime(timings.total_ms)} from ${runtime}${region}, ${time}`;
  return [...opinion, ...hanging("", 0, made, page)].map((line) => page.style.dim(line));
}

function secondOpinion({ api, outcome, application_protocol, error }: Native): string {
  const protocol = application_protocol === null ? "" : ` (ALPN ${application_protocol})`;
  const reason = error === null ? "" : `: ${error}`;
  return escapeForTerminal(`The runtime's own handshake, ${api}, ${words[outcome]}${protocol}${reason}`);
}
