/**
 * TLS handshake checker: performs a real handshake with a server, and tells it in nine steps.
 *
 * ```ts
 * import { check } from "./src/mod.ts";
 * const report = await check("example.com");
 * console.log(report.verdict, report.summary);
 * ```
 */
import * as checks from "./check.ts";
import * as allAddresses from "./check/all_addresses.ts";
import type { CheckEvent, CheckOptions } from "./check.ts";
import type { Runtime } from "./net/mod.ts";
import type { Report } from "./report/mod.ts";
import { denoRuntime } from "./runtime/deno.ts";

export { type CheckEvent, type CheckOptions, OptionError } from "./check.ts";
export {
  type AddressDifference,
  addressDifferences,
  compareReports,
  type Comparison,
} from "./comparison/mod.ts";
export { type Evidence, keyLog, pcapng } from "./evidence/mod.ts";
export type { Runtime } from "./net/mod.ts";
export type * from "./report/types.ts";
export { validateChain, type ValidateChainInput } from "./x509/mod.ts";

/** `runtime`: the platform to run on; Deno when not given. */
export interface LibraryOptions extends CheckOptions {
  readonly runtime?: Runtime;
}

/** Checks `target` and resolves to its report. Rejects with `OptionError` for input that cannot be used. */
export function check(target: string, options: LibraryOptions = {}): Promise<Report> {
  return checks.check(options.runtime ?? denoRuntime(), target, options);
}

/**
 * Checks `target` at each of its addresses, and resolves to a report for each, at least one. Where the addresses are not
 * alike, each report says how, in its finding `addresses.differ`. Rejects as `check` does.
 */
export function checkAddresses(target: string, options: LibraryOptions = {}): Promise<Report[]> {
  return allAddresses.checkAddresses(options.runtime ?? denoRuntime(), target, options);
}

/** The check as events: each step as it is settled, then the report. */
export function checkEvents(target: string, options: LibraryOptions = {}): AsyncIterable<CheckEvent> {
  return checks.checkEvents(options.runtime ?? denoRuntime(), target, options);
}
