import type { CheckEvent } from "../src/check.ts";
import type { CheckOptions } from "../src/check_options.ts";
import type { Runtime } from "../src/net/mod.ts";
import type { Report } from "../src/report/mod.ts";
import type { CapacityOptions } from "./limits/capacity.ts";
import type { MetricsAccess } from "./metrics/readers.ts";
import type { Log } from "./request_log.ts";
import type { Terms } from "./terms.ts";

export interface AppOptions {
  /** Replaces the check itself; tests answer from memory with it. */
  readonly check?: (runtime: Runtime, target: string, options?: CheckOptions) => Promise<Report>;
  /** Replaces the check as events, in the same way. */
  readonly checkEvents?: (
    runtime: Runtime,
    target: string,
    options?: CheckOptions,
  ) => AsyncIterable<CheckEvent>;
  /** Options of every check that the request does not override. */
  readonly defaults?: CheckOptions;
  /** The terms that a request is served on; without it, `publicTerms`. */
  readonly termsFor?: (request: Request) => Terms;
  /**
   * The client's address, by which it is counted: from the connection, or from a header where a proxy that is trusted
   * sets it. `platform` is what the runtime handed over beside the request. `null`: nobody can tell.
   */
  readonly clientOf?: (request: Request, platform: unknown) => string | null;
  /**
   * Keeps the platform from ending `work` with the request that began it: others may have come to wait for it.
   * `platform` is as above. Without it, work ends by itself.
   */
  readonly keepAlive?: (work: Promise<unknown>, platform: unknown) => void;
  /** A check's evidence can be fetched by another request: not where that may come to another process. Yes without it. */
  readonly keepsEvidence?: boolean;
  /** Who may read `/metrics`; without it, nobody. */
  readonly metricsFor?: (request: Request) => MetricsAccess;
  /** How many checks run and wait at once. */
  readonly capacity?: Partial<CapacityOptions>;
  /** How many of the checks that one request asks for run at once. */
  readonly batch?: BatchOptions;
  /** Takes an entry for each request and each bug of ours; without it, bugs are written to stderr. */
  readonly log?: Log;
  /** Ids that no other has, and nobody guesses; UUIDs without it. */
  readonly newId?: () => string;
  /** Servers that run beside this instance, offered on the first page. */
  readonly gallery?: readonly GalleryEntry[];
  /** Whom to ask about this instance; shown at the foot of every page, and in the User-Agent of step 9. */
  readonly contactUrl?: string;
}

export interface BatchOptions {
  readonly atOnce?: number;
}

/** A demonstration server. */
export interface GalleryEntry {
  readonly title: string;
  /** As it is typed into the form: `localhost:4433`. */
  readonly target: string;
  readonly explanation: string;
  /** PEM certificates trusted, beside the defaults, when exactly this target is checked. */
  readonly anchors: readonly string[];
}
