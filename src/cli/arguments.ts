/** Reads the command line. Pure: what it names is not looked at. */
import { readExpectations } from "../check/expectations.ts";
import { nearest } from "../check/nearest.ts";
import { readRenewalOptions } from "../check/renewal_options.ts";
import { OptionError } from "../check_options.ts";
import { parseThresholds } from "../rules/mod.ts";
import { type CheckCommand, type Draft, emptyDraft } from "./command.ts";
import { type Option, options } from "./options.ts";
import { UsageError } from "./usage_error.ts";

export type Parsed =
  | { readonly kind: "check"; readonly command: CheckCommand }
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "refused"; readonly message: string; readonly hint: string };

/** Options may stand anywhere before `--`; the last one of a kind counts, and asking for help comes before all. */
export function parseArguments(args: readonly string[]): Parsed {
  const draft = emptyDraft();
  try {
    readOptions(args, draft, options, "check");
    if (draft.information !== null) return { kind: draft.information };
    checkTogether(draft);
    return { kind: "check", command: draft };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    if (draft.information !== null) return { kind: draft.information };
    return { kind: "refused", message: error.message, hint: error.hint };
  }
}

/** Reads into `draft`, for any task that takes targets. Throws UsageError. */
export function readOptions<TaskDraft extends Draft>(
  args: readonly string[],
  draft: TaskDraft,
  table: readonly Option<TaskDraft>[],
  task: string,
): void {
  for (let index = 0; index < args.length; index++) {
    const argument = args[index]!;
    if (argument === "--") {
      draft.targets.push(...args.slice(index + 1));
      return;
    }
    if (!argument.startsWith("-") || argument === "-") {
      draft.targets.push(target(argument));
      continue;
    }
    const { option, shown, attached } = recognize(argument, table, task);
    if (option.value === undefined) {
      if (attached !== null) throw new UsageError(`${shown} takes no value`, `Write ${shown} alone`);
      option.apply(draft, "");
      continue;
    }
    const value = attached ?? args[++index];
    if (value === undefined) {
      throw new UsageError(`${shown} needs a value`, `Write ${shown} <${option.value}>`);
    }
    option.apply(draft, value);
  }
}

interface Recognized<TaskDraft> {
  readonly option: Option<TaskDraft>;
  /** As it was written, without a value. */
  readonly shown: string;
  /** The value in the same argument: `--port=443`, `-p443`; `null` when there is none. */
  readonly attached: string | null;
}

function recognize<TaskDraft>(
  argument: string,
  table: readonly Option<TaskDraft>[],
  task: string,
): Recognized<TaskDraft> {
  const [, long, longValue] = /^--([^=]*)(?:=(.*))?$/s.exec(argument) ?? [];
  if (long !== undefined) {
    const option = table.find(({ name }) => name === long);
    if (option !== undefined) return { option, shown: `--${long}`, attached: longValue ?? null };
    throw unknown(`--${long}`, nearest(long, table.map(({ name }) => name)), task);
  }
  const letter = argument[1]!;
  const option = table.find(({ short }) => short === letter);
  const rest = argument.slice(2);
  if (option !== undefined && (rest === "" || option.value !== undefined)) {
    return { option, shown: `-${letter}`, attached: rest === "" ? null : rest.replace(/^=/, "") };
  }
  throw unknown(argument, nearest(argument.slice(1), table.map(({ name }) => name)), task);
}

function unknown(shown: string, name: string | null, task: string): UsageError {
  const hint = name === null ? `deno task ${task} --help lists the options` : `Did you mean --${name}?`;
  return new UsageError(`There is no option ${JSON.stringify(shown.slice(0, 80))}`, hint);
}

function target(argument: string): string {
  if (argument !== "-") return argument;
  throw new UsageError('"-" is not a target', "Targets are read from standard input with --file -");
}

/** What only shows when all options are known. */
export function checkTogether({ options, caFiles, keylog, pcap, output, diff, format }: Draft): void {
  const parsed = parseThresholds(options);
  if ("problem" in parsed) throw new UsageError(parsed.problem.message, parsed.problem.hint);
  asUsage(() => readExpectations(options));
  asUsage(() => readRenewalOptions(options));
  if (options.noFetch === true && options.revocation === true) {
    throw new UsageError(
      "--no-fetch excludes --revocation",
      "Leave one of them out: what issuers say of revocation has to be fetched",
    );
  }
  if (diff !== null && format !== "text" && format !== "json") {
    throw new UsageError(
      `--diff cannot be told in the format ${format}`,
      "Leave --format out, or ask for json",
    );
  }
  if (keylog !== null && keylog === pcap) {
    throw new UsageError("--keylog and --pcap name the same file", "A capture has the secrets in it already");
  }
  if (output !== null && (output === keylog || output === pcap)) {
    throw new UsageError(
      `--output and --${output === pcap ? "pcap" : "keylog"} name the same file`,
      "Give each a file of its own: reports have no secrets in them",
    );
  }
  if (options.noDefaultRoots === true && caFiles.length === 0) {
    throw new UsageError(
      "--no-default-roots leaves nothing to trust",
      "Name what to trust with --ca-file <pem>",
    );
  }
}

/** What is wrong with an option whatever the target is wrong with the command line. */
function asUsage(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (error instanceof OptionError) throw new UsageError(error.message, error.hint);
    throw error;
  }
}
