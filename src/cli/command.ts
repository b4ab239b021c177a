/** A command line that was understood. */
import type { CheckOptions } from "../check_options.ts";
import type { DnsServer } from "../dns/mod.ts";
import type { FormatName } from "../formats/mod.ts";

export interface CheckCommand {
  readonly targets: readonly string[];
  /** Files with targets, as they were named; `-` is standard input. */
  readonly files: readonly string[];
  /** Checks at the same time. */
  readonly concurrency: number;
  readonly format: FormatName;
  /** The file that every report is added to. */
  readonly output: string | null;
  /** The file of an earlier run that is gone on with. */
  readonly resume: string | null;
  /** The file of earlier reports that today's are held against. */
  readonly diff: string | null;
  /** Files of reports that are shown instead of making checks; `-` is standard input. */
  readonly replay: readonly string[];
  /** What is explained instead of making checks, together with the targets. */
  readonly explain: string | null;
  /** Each address of a target is checked. */
  readonly allAddresses: boolean;
  readonly color: "auto" | "always" | "never";
  /** PEM files whose certificates become `options.anchors`. */
  readonly caFiles: readonly string[];
  /** Where the text of `options.ctLogs` is: a file, or an address of the web. */
  readonly ctLogs: string | null;
  /** What a server is held to: the name of a profile, or its file. */
  readonly profile: string | null;
  /** The resolver that is asked instead of the system's own. */
  readonly dnsServer: DnsServer | null;
  /** Files that the sessions' secrets, and the sessions as captures, are written to. */
  readonly keylog: string | null;
  readonly pcap: string | null;
  readonly options: CheckOptions;
}

/** The same while it is being read. */
export type Draft = {
  targets: string[];
  files: string[];
  concurrency: number;
  format: FormatName;
  output: string | null;
  resume: string | null;
  diff: string | null;
  replay: string[];
  explain: string | null;
  allAddresses: boolean;
  color: "auto" | "always" | "never";
  caFiles: string[];
  ctLogs: string | null;
  profile: string | null;
  dnsServer: DnsServer | null;
  keylog: string | null;
  pcap: string | null;
  options: { -readonly [Name in keyof CheckOptions]: CheckOptions[Name] };
  /** Asked for instead of a check. */
  information: "help" | "version" | null;
};

const defaultConcurrency = 16;

export function emptyDraft(): Draft {
  return {
    targets: [],
    files: [],
    concurrency: defaultConcurrency,
    format: "text",
    output: null,
    resume: null,
    diff: null,
    replay: [],
    explain: null,
    allAddresses: false,
    color: "auto",
    caFiles: [],
    ctLogs: null,
    profile: null,
    dnsServer: null,
    keylog: null,
    pcap: null,
    options: {},
    information: null,
  };
}
