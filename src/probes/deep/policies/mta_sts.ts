/** MTA-STS: the record that says that there is a policy, and the policy (RFC 8461 §3.1, §3.2). */
import { MAXIMUM_RECORD_CHARACTERS, readTagList, theRecord } from "./tag_list.ts";

export interface MtaStsRecord {
  readonly record: string | null;
  /** Changes with the policy. */
  readonly id: string | null;
  /** Why senders take it that there is no policy, a sentence without its period. */
  readonly problem: string | null;
}

/** `texts`: of `_mta-sts` below the domain. */
export function readMtaStsRecord(texts: readonly string[]): MtaStsRecord {
  const record = theRecord(texts, "v=STSv1");
  if (record === null) return { record, id: null, problem: "There is no MTA-STS record, or more than one" };
  if (record.length > MAXIMUM_RECORD_CHARACTERS) {
    return {
      record: record.slice(0, MAXIMUM_RECORD_CHARACTERS),
      id: null,
      problem: `The MTA-STS record has more than ${MAXIMUM_RECORD_CHARACTERS} characters, and was not read`,
    };
  }
  const id = readTagList(record)?.get("id") ?? null;
  const isId = id !== null && /^[0-9A-Za-z]{1,32}$/.test(id);
  return { record, id: isId ? id : null, problem: isId ? null : "The MTA-STS record has no valid id" };
}

export interface MtaStsPolicy {
  readonly mode: "enforce" | "testing" | "none" | null;
  readonly mx: readonly string[];
  /** Seconds. */
  readonly maxAge: number | null;
  /** Why senders cannot keep to it, a sentence without its period. */
  readonly problem: string | null;
}

const LONGEST_SECONDS = 31_557_600;
/** More hosts than anyone has for one domain. */
const MAXIMUM_PATTERNS = 100;

export function readMtaStsPolicy(text: string): MtaStsPolicy {
  const fields = new Map<string, string>();
  const mx: string[] = [];
  let problem: string | null = null;
  for (const line of text.replace(/\r?\n$/, "").split(/\r?\n/)) {
    const [, name, value] = /^([0-9A-Za-z][0-9A-Za-z_.-]{0,31}):[ \t]*(\S(?:.*\S)?)[ \t]*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      problem ??= "A line of the policy is not a name and a value";
    } else if (name === "mx") mx.push(value);
    // §3.2: of all others, the first counts
    else if (!fields.has(name)) fields.set(name, value);
  }
  const mode = modes.find((mode) => mode === fields.get("mode")) ?? null;
  const maxAge = readSeconds(fields.get("max_age"));
  if (fields.get("version") !== "STSv1") problem ??= "The policy's version is not STSv1";
  else if (mode === null) problem ??= "The policy's mode is none of enforce, testing and none";
  else if (maxAge === null) {
    problem ??= `The policy's max_age is not a number of seconds up to ${LONGEST_SECONDS}`;
  } else if (mx.length === 0 && mode !== "none") problem ??= "The policy names no mx";
  else if (mx.length > MAXIMUM_PATTERNS) problem ??= `The policy names more than ${MAXIMUM_PATTERNS} mx`;
  else if (!mx.every(isPattern)) problem ??= "An mx of the policy is not a host name";
  return { mode, mx: mx.slice(0, MAXIMUM_PATTERNS), maxAge, problem };
}

/** §4.1: as RFC 9525 §6.3 has it for certificates; a wildcard is the whole left-most label, and one label. */
export function mxPatternFits(pattern: string, host: string): boolean {
  const [wanted, name] = [pattern.toLowerCase(), host.toLowerCase()];
  return wanted.startsWith("*.") ? name.replace(/^[^.]+/, "*") === wanted : name === wanted;
}

const modes = ["enforce", "testing", "none"] as const;

function readSeconds(value: string | undefined): number | null {
  const seconds = value !== undefined && /^\d{1,10}$/.test(value) ? Number(value) : NaN;
  return seconds <= LONGEST_SECONDS ? seconds : null;
}

function isPattern(mx: string): boolean {
  const label = "[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?";
  return new RegExp(`^(?:\\*\\.)?${label}(?:\\.${label})*$`).test(mx);
}
