/** The body of `POST /api/v1/checks`: up to 100 targets, each with options of its own, and options that all share. */
import { OptionError } from "../../src/check_options.ts";
import { quote } from "../../src/target/target_error.ts";
import { apiParameters, type ApiRequest, readApiRequest } from "../api_request.ts";
import type { JsonOptions, Parameter } from "../query.ts";
import { jsonFault } from "./json_fault.ts";

export const TARGETS_MAX = 100;

/** As the typed client has it. */
export interface ChecksRequest {
  readonly targets: readonly (string | TargetWithOptions)[];
  readonly defaults?: ApiOptions;
}
type ApiOptions = JsonOptions & { readonly fields?: readonly string[] };
type TargetWithOptions = ApiOptions & { readonly target: string };

export interface AskedCheck {
  /** As it was given; `null` when it is none. */
  readonly target: string | null;
  /** What is wrong with it is its own affair, and not the others'. */
  readonly request: ApiRequest | OptionError;
}

type Members = Readonly<Record<string, unknown>>;

const example =
  '{"targets": ["example.com", {"target": "example.org", "port": 8443}], "defaults": {"timeout": 5}}';

/** Throws `OptionError` for what no check can be read from. */
export function readChecksRequest(text: string): AskedCheck[] {
  const body = parse(text);
  if (!isObject(body)) throw new OptionError("body", "The body is no JSON object", `It is as in ${example}`);
  const { targets, defaults = {}, ...others } = body;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new OptionError(
      unknown.slice(0, 64),
      `There is no member ${quote(unknown)}`,
      `The members are targets and defaults, which every target takes: {"targets": […], "defaults": {"fields": "verdict"}}`,
    );
  }
  if (!Array.isArray(targets) || targets.length === 0) {
    throw new OptionError("targets", "There is no list of targets", `It is as in ${example}`);
  }
  if (targets.length > TARGETS_MAX) {
    throw new OptionError(
      "targets",
      `There are ${targets.length} targets`,
      `At most ${TARGETS_MAX} fit in one request`,
    );
  }
  const shared = readDefaults(defaults);
  return targets.map((target) => readTarget(target, shared));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { line, column } = jsonFault(text);
    throw new OptionError(
      "body",
      `The body is not JSON from line ${line}, column ${column} on`,
      `It is as in ${example}`,
    );
  }
}

/** Read by themselves first, so that a mistake in them is said once and not for every target. */
function readDefaults(defaults: unknown): Members {
  if (!isObject(defaults) || "target" in defaults) {
    throw new OptionError(
      "defaults",
      "The defaults are no object of options",
      'They are as in {"timeout": 5}',
    );
  }
  try {
    readMembers({ target: "example.com", ...defaults });
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    throw new OptionError(`defaults.${error.field}`, error.message, error.hint);
  }
  return defaults;
}

function readTarget(given: unknown, shared: Members): AskedCheck {
  const own: Members = isObject(given) ? given : { target: given };
  const target = typeof own.target === "string" ? own.target : null;
  try {
    return { target, request: readMembers({ ...shared, ...own }) };
  } catch (error) {
    if (error instanceof OptionError) return { target, request: error };
    throw error;
  }
}

/** By way of a query, so that both doors read the same. */
function readMembers(members: Members): ApiRequest {
  return readApiRequest(
    new URLSearchParams(Object.entries(members).map(([name, value]) => [name, textOf(name, value)])),
  );
}

/** The member's value as a query has it. */
function textOf(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  if (!Object.hasOwn(apiParameters, name)) return ""; // its name is what is wrong
  const { kind } = apiParameters[name]!;
  if (typeof value === "number" && kind !== "text" && kind !== "list") return String(value);
  if (typeof value === "boolean" && kind === "switch") return value ? "1" : "0";
  if (Array.isArray(value) && kind === "list" && value.every((part) => typeof part === "string")) {
    return value.join(",");
  }
  throw new OptionError(name.slice(0, 64), `${quote(name)} is ${described(value)}`, fitting[kind]);
}

const fitting: Readonly<Record<Parameter["kind"], string>> = {
  text: "A string fits",
  integer: "A number fits",
  number: "A number fits",
  switch: "true or false fits",
  list: "A list of strings fits",
};

function described(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : String(value);
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
