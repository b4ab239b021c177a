import type { CheckEvent } from "../src/check.ts";
import type { CheckOptions } from "../src/check_options.ts";
import type { Runtime } from "../src/net/mod.ts";
import type { Report } from "../src/report/mod.ts";

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
  /** Servers that run beside this instance, offered on the first page. */
  readonly gallery?: readonly GalleryEntry[];
  /** Whom to ask about this instance; shown at the foot of every page. */
  readonly contactUrl?: string;
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
