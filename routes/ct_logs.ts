/** The list of certificate transparency logs that a service checks with: from a file once, or from the web every day. */
import { chooseLogList } from "../src/check/ct_logs.ts";
import type { CheckOptions } from "../src/check_options.ts";

export interface CtLogs {
  /** For a check that begins now; nothing while there is no list. */
  readonly options: CheckOptions;
}

export interface CtLogsSource {
  readonly read: () => Promise<string>;
  /** The list changes where it is, and is read again. */
  readonly renews: boolean;
  /** Milliseconds that only grow. */
  readonly monotonic: () => number;
  /** Is told in a sentence when a list could not be had. */
  readonly complain: (message: string) => void;
}

const RENEWAL_MS = 24 * 3_600_000;
const RETRY_MS = 3_600_000;

/** Resolves when the first list is read. Rejects when it cannot be, unless it can be tried again. */
export async function openCtLogs(source: CtLogsSource): Promise<CtLogs> {
  const logs = new Logs(source);
  await logs.open();
  return logs;
}

class Logs implements CtLogs {
  readonly #source: CtLogsSource;
  #options: CheckOptions = {};
  #dueMs = 0;
  #reading = false;

  constructor(source: CtLogsSource) {
    this.#source = source;
  }

  /** A check does not wait for a newer list; the next one has it. */
  get options(): CheckOptions {
    const { renews, monotonic } = this.#source;
    if (renews && !this.#reading && monotonic() >= this.#dueMs) void this.#renew();
    return this.#options;
  }

  async open(): Promise<void> {
    if (this.#source.renews) await this.#renew();
    else await this.#read();
  }

  async #renew(): Promise<void> {
    this.#reading = true;
    try {
      await this.#read();
      this.#dueMs = this.#source.monotonic() + RENEWAL_MS;
    } catch (error) {
      this.#dueMs = this.#source.monotonic() + RETRY_MS;
      const what = this.#options.ctLogs === undefined ? "there is none yet" : "the last one stays in use";
      this.#source.complain(
        `no list of certificate transparency logs could be had, ${what}: ${messageOf(error)}`,
      );
    } finally {
      this.#reading = false;
    }
  }

  async #read(): Promise<void> {
    const ctLogs = await this.#source.read();
    chooseLogList({ ctLogs }); // throws for what is no list
    this.#options = { ctLogs };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
