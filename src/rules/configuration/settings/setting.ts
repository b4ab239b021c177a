/** A topic: what is to be configured, and how each server's configuration says it. */
import type { Site, Snippet } from "../snippet.ts";
import type { ServerSoftware } from "../software.ts";

export interface Configured {
  /** What the configuration brings about, in a sentence without its period. */
  readonly purpose: string;
  /** Of the servers that have it. */
  readonly snippets: Readonly<Partial<Record<ServerSoftware, Snippet>>>;
}

export type Setting = (site: Site) => Configured;
