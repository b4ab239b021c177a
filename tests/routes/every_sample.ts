/** Every report that the routes are tested with. */
import type { Report } from "../../src/report/mod.ts";
import { samples as shared } from "../support/report_samples.ts";
import { hostileEverywhere, withMessages } from "./samples.ts";

export const samples: Readonly<Record<string, Report>> = { ...shared, withMessages, hostileEverywhere };
export const healthy: Report = withMessages;
