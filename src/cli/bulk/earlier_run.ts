/** An earlier run that is gone on with: whose reports its file has, and where its last whole line ends. */
import type { CheckOptions } from "../../check_options.ts";
import { parseAddress } from "../../net/mod.ts";
import type { EarlierReport } from "../../report/earlier.ts";
import { parseTarget, TargetError } from "../../target/mod.ts";
import type { CheckCommand } from "../command.ts";
import { exitStatuses, worst } from "../exit_status.ts";
import type { Io } from "../io.ts";
import { readReports } from "../read_reports.ts";

type Told = Pick<EarlierReport, "verdict" | "summary">;

/** One target's reports by address; "" where the address does not matter. */
interface Answers {
  needed: readonly string[];
  readonly told: Map<string, Told[]>;
}

export class EarlierRun {
  readonly #options: CheckOptions;
  readonly #allAddresses: boolean;
  readonly #answers = new Map<string, Answers>();
  /** Octets up to where its last whole report ends. */
  end = 0;
  /** Octets of all that was read. */
  length = 0;
  /** What follows was cut short while it was written. */
  isTorn = false;
  /** The last report is whole but for its line break. */
  lacksLineBreak = false;

  constructor({ options, allAddresses }: Pick<CheckCommand, "options" | "allAddresses">) {
    this.#options = options;
    this.#allAddresses = allAddresses;
  }

  /** Each report answers one mention of its target, if it was checked as it is to be checked now. */
  add(report: EarlierReport): void {
    if (!this.#isAsAskedFor(report)) return;
    const key = keyOf(report.target);
    const answers = this.#answers.get(key) ?? { needed: [""], told: new Map<string, Told[]>() };
    this.#answers.set(key, answers);
    const address = this.#allAddresses ? report.address ?? "" : "";
    if (this.#allAddresses && report.addresses.length > 0) {
      answers.needed = report.addresses.map(({ address }) => address);
    }
    const { verdict, summary } = report;
    answers.told.set(address, [...answers.told.get(address) ?? [], { verdict, summary }]);
  }

  /** What is known of `target`, once for each of its reports; `null` when it is to be checked. */
  take(target: string): Told | null {
    const answers = this.#answers.get(this.#keyOf(target));
    const told = answers?.needed.map((address) => answers.told.get(address) ?? []);
    if (told === undefined || told.some(({ length }) => length === 0)) return null;
    const taken = told.map((each) => each.shift()!);
    const status = worst(...taken.map(({ verdict }) => exitStatuses[verdict]));
    return taken.find(({ verdict }) => exitStatuses[verdict] === status)!;
  }

  #keyOf(target: string): string {
    try {
      const { serverName, ...parsed } = parseTarget(target, this.#options);
      return keyOf({ ...parsed, server_name: serverName });
    } catch (error) {
      if (error instanceof TargetError) return ""; // nobody's
      throw error;
    }
  }

  #isAsAskedFor({ address, addresses, messages }: EarlierReport): boolean {
    const { resolve, family, bytes = false } = this.#options;
    if (resolve !== undefined && address !== parseAddress(resolve.replace(/^\[(.*)\]$/, "$1"))?.text) {
      return false;
    }
    if (family !== undefined && addresses.some((each) => each.family !== family)) return false;
    return !bytes || messages.every((message) => message.bytes !== undefined);
  }
}

/** Rejects with UsageError. A file that is still to be made is a run that is still to begin. */
export async function openEarlierRun(path: string, command: CheckCommand, io: Io): Promise<EarlierRun> {
  const run = new EarlierRun(command);
  const isWritten = command.output === null ? command.format !== "json" : command.output === path;
  if (isWritten && await io.identify(path) === null) return run;
  for await (const { report, line } of readReports("resume", path, io)) {
    run.length = line.end;
    if (report === null) {
      run.isTorn = true;
      break;
    }
    run.add(report);
    run.end = line.end;
    run.lacksLineBreak = !line.isWhole;
  }
  return run;
}

function keyOf({ input, hostname, port, protocol, starttls, server_name }: EarlierReport["target"]): string {
  return JSON.stringify([input, hostname, port, protocol, starttls, server_name]);
}
