/** `--diff`: reports of another day, to hold against those of today. */
import type { EarlierReport } from "../report/earlier.ts";
import type { Io } from "./io.ts";
import { readAnyReports } from "./read_reports.ts";

export class EarlierReports {
  /** Of each target and address the last one, without its messages. */
  readonly #reports = new Map<string, EarlierReport>();

  /** Rejects with UsageError. */
  static async read(path: string, io: Io): Promise<EarlierReports> {
    const reports = new EarlierReports();
    for await (const report of await readAnyReports("diff", path, io)) reports.#add(report);
    return reports;
  }

  /** The last one of the same target, of the same address if that matters; `null` when there is none. */
  find(report: EarlierReport, sameAddress: boolean): EarlierReport | null {
    const { target, address } = report;
    return this.#reports.get(keyOf(target, sameAddress ? address : null)) ?? null;
  }

  #add(report: EarlierReport): void {
    const kept = { ...report, messages: [] };
    this.#reports.set(keyOf(report.target, report.address), kept);
    this.#reports.set(keyOf(report.target, null), kept);
  }
}

/** However it was written, it is the same server. */
function keyOf(
  { hostname, port, starttls, server_name }: EarlierReport["target"],
  address: string | null,
): string {
  return JSON.stringify([hostname, port, starttls, server_name, address]);
}
