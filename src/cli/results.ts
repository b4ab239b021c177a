/** Where what was found goes: standard output in its format, the file of reports, the summary and the exit status. */
import {
  formatAddresses,
  type FormatOptions,
  formats,
  PrometheusPage,
  type TextOptions,
} from "../formats/mod.ts";
import type { Report } from "../report/mod.ts";
import type { ReportsFile } from "./bulk/reports_file.ts";
import { summary } from "./bulk/summary.ts";
import { type Fate, Tally } from "./bulk/tally.ts";
import type { CheckCommand } from "./command.ts";
import { badUsage, exitStatuses, worst } from "./exit_status.ts";
import type { Io, Output } from "./io.ts";

export class Results {
  /** The worst so far. */
  status = 0;
  /** Whether somebody still reads standard output. */
  isRead = true;
  readonly #command: CheckCommand;
  readonly #several: boolean;
  readonly #file: ReportsFile | null;
  readonly #io: Io;
  readonly #tally = new Tally();
  // One page of metrics for all: its samples cannot come target by target.
  readonly #page = new PrometheusPage();

  constructor(command: CheckCommand, several: boolean, file: ReportsFile | null, io: Io) {
    this.#command = command;
    this.#several = several;
    this.#file = file;
    this.#io = io;
  }

  /** Resolves to what it makes of the exit status. Rejects with OutputError. */
  async add(target: string, reports: readonly Report[]): Promise<number> {
    const status = worst(...reports.map(({ verdict }) => exitStatuses[verdict]));
    const decisive = reports.find(({ verdict }) => exitStatuses[verdict] === status)!;
    // First where it is to stay: what is printed may be gone.
    await this.#file?.add(reports);
    await this.#print(reports);
    return this.count(target, decisive.verdict, decisive.summary);
  }

  /** Counts what was found elsewhere, or could not be checked: `null`. */
  count(target: string, fate: Fate, reason: string): number {
    const status = fate === null ? badUsage : exitStatuses[fate];
    this.status = worst(this.status, status);
    this.#tally.add({ target, fate, reason });
    return status;
  }

  /** What can only be said when all is done. `total`: of targets. Rejects with OutputError. */
  async end(total: number): Promise<void> {
    const { stdout, stderr } = this.#io;
    if (!this.#several) return;
    if (this.#command.format === "prometheus") await this.#write(this.#page.toString());
    const isText = this.#command.format === "text";
    const output = isText ? stdout : stderr;
    if (!this.isRead || !isText && !stderr.isTerminal) return;
    await output.write(summary(this.#tally, total, textOptions(this.#command, output, this.#io)));
  }

  async #print(reports: readonly Report[]): Promise<void> {
    const { format, allAddresses } = this.#command;
    const options: FormatOptions = {
      ...textOptions(this.#command, this.#io.stdout, this.#io),
      several: this.#several,
    };
    if (this.#several && format === "prometheus") return this.#addToPage(reports);
    if (allAddresses && format === "text") return await this.#write(formatAddresses(reports, options));
    await this.#write(reports.map((report) => formats[format](report, options)).join(""));
  }

  #addToPage(reports: readonly Report[]): void {
    for (const report of reports) {
      const { target, address } = report;
      const place = this.#command.allAddresses && address !== null ? { address } : {};
      this.#page.add(report, { target: target.input, ...place });
    }
  }

  async #write(text: string): Promise<void> {
    this.isRead = await this.#io.stdout.write(text) && this.isRead;
  }
}

const mostColumns = 80;
const fewestColumns = 40;

function textOptions({ color }: CheckCommand, { isTerminal, columns }: Output, { noColor }: Io): TextOptions {
  return {
    color: color === "always" || color === "auto" && isTerminal && !noColor,
    width: Math.max(fewestColumns, Math.min(mostColumns, columns ?? mostColumns)),
  };
}
