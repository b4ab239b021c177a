/** Where what was found goes: standard output, the file of reports, the summary and the exit status. */
import type { Report, Verdict } from "../report/mod.ts";
import type { ReportsFile } from "./bulk/reports_file.ts";
import { summary } from "./bulk/summary.ts";
import { type Fate, Tally } from "./bulk/tally.ts";
import type { CheckCommand } from "./command.ts";
import { complain } from "./diagnostics.ts";
import type { EarlierReports } from "./earlier_reports.ts";
import { badUsage, exitStatuses, worst } from "./exit_status.ts";
import type { Io } from "./io.ts";
import type { Problem } from "./outcome.ts";
import { Rendering, textOptions } from "./rendering.ts";

export class Results {
  /** The worst so far. */
  status = 0;
  /** Whether somebody still reads standard output. */
  isRead = true;
  readonly #command: CheckCommand;
  readonly #several: boolean;
  readonly #file: ReportsFile | null;
  readonly #rendering: Rendering;
  readonly #io: Io;
  readonly #tally = new Tally();

  constructor(
    command: CheckCommand,
    several: boolean,
    file: ReportsFile | null,
    earlier: EarlierReports | null,
    io: Io,
  ) {
    this.#command = command;
    this.#several = several;
    this.#file = file;
    this.#rendering = new Rendering(command, several, earlier, io);
    this.#io = io;
  }

  /** All reports of one target. Resolves to what they make of the exit status. Rejects with OutputError. */
  async add(target: string, reports: readonly Report[]): Promise<number> {
    const status = worst(...reports.map(({ verdict }) => exitStatuses[verdict]));
    const decisive = reports.find(({ verdict }) => exitStatuses[verdict] === status)!;
    const rendered = this.#rendering.render(reports);
    // First where it is to stay: what is printed may be gone.
    await this.#file?.add(reports);
    await this.#write(rendered.text);
    if (rendered.missing) await this.#missEarlier(target);
    this.count(target, decisive.verdict, decisive.summary);
    this.status = worst(this.status, rendered.status);
    return worst(status, rendered.status);
  }

  /** A target that could not be checked. */
  async miss(target: string, problem: Problem): Promise<number> {
    await this.#write(this.#rendering.miss(target, problem));
    return this.count(target, null, problem.message);
  }

  /** What an earlier run has found. */
  recall(target: string, verdict: Verdict, summary: string): void {
    this.#rendering.recall(target, verdict, summary);
    this.count(target, verdict, summary);
  }

  /** `null`: it could not be checked. */
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
    await this.#write(this.#rendering.end());
    const isText = this.#command.format === "text";
    const output = isText ? stdout : stderr;
    if (!this.isRead || !isText && !stderr.isTerminal) return;
    await output.write(summary(this.#tally, total, textOptions(this.#command, output, this.#io)));
  }

  async #missEarlier(target: string): Promise<void> {
    await complain(
      this.#io.stderr,
      `There is no earlier report of it in ${JSON.stringify(this.#command.diff)}`,
      "Reports are kept by --output; it is the same target when name, port and upgrade are the same",
      target,
    );
  }

  async #write(text: string): Promise<void> {
    if (text !== "") this.isRead = await this.#io.stdout.write(text) && this.isRead;
  }
}
