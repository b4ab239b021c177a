/**
 * The query parameters of a check: the command line's options by their long names.
 *
 * Strict: an unknown parameter, one given twice and a malformed value are an `OptionError` that names the
 * parameter and says what would fit. What the check judges itself (host names, addresses, thresholds) is left to it;
 * it answers with the same error, before it dials.
 */
import { type CheckOptions, OptionError } from "../src/check_options.ts";
import { quote } from "../src/target/target_error.ts";

export interface CheckRequest {
  readonly target: string;
  readonly options: CheckOptions;
  /** How old a report may be that is given again; `null` when the query does not say. */
  readonly maxAgeMs: number | null;
}

/** Longer than any host name, address or list that can be meant. */
const maxValueLength = 2048;
const maxTimeoutSeconds = 30;
const maxAgeName = "max_age";

const readers: Record<string, (value: string) => CheckOptions> = {
  port: (value) => ({ port: readPort(value) }),
  sni: (sni) => ({ sni }),
  starttls: (starttls) => ({ starttls }),
  alpn: (value) => ({ alpn: value === "" ? [] : value.split(",").map((name) => name.trim()) }),
  resolve: (resolve) => ({ resolve }),
  timeout: (value) => ({ timeout: readTimeout(value) }),
  warning: (warning) => ({ warning }),
  critical: (critical) => ({ critical }),
  bytes: (value) => ({ bytes: readSwitch("bytes", value) }),
  fetch: (value) => ({ noFetch: !readSwitch("fetch", value) }),
  revocation: (value) => ({ revocation: readSwitch("revocation", value) }),
  expect_client_certificate: (value) => ({
    expectClientCertificate: readSwitch("expect_client_certificate", value),
  }),
  native: (value) => ({ noNative: !readSwitch("native", value) }),
};

/** Every parameter that a check takes, `target` first. */
export const parameterNames: readonly string[] = ["target", ...Object.keys(readers), maxAgeName];

/** Throws `OptionError`. */
export function readCheckRequest(query: URLSearchParams): CheckRequest {
  for (const name of new Set(query.keys())) refuseUnfit(name, query.getAll(name));
  const target = query.get("target")?.trim() ?? "";
  if (target === "") {
    throw new OptionError(
      "target",
      "There is no target",
      'Give a host name or an address, as in "example.com"',
    );
  }
  const options: CheckOptions = {};
  for (const [name, value] of query) {
    if (name !== "target") Object.assign(options, readers[name]?.(value));
  }
  const maxAge = query.get(maxAgeName);
  return { target, options, maxAgeMs: maxAge === null ? null : readMaxAge(maxAge) };
}

function refuseUnfit(name: string, values: string[]): void {
  if (!parameterNames.includes(name)) {
    throw new OptionError(
      name.slice(0, 64),
      `There is no parameter ${quote(name)}`,
      `The parameters are ${parameterNames.join(", ")}`,
    );
  }
  if (values.length > 1) {
    throw new OptionError(name, `${quote(name)} is given ${values.length} times`, "Give it once");
  }
  if ((values[0] ?? "").length > maxValueLength) {
    throw new OptionError(name, `"${name}" is too long`, `At most ${maxValueLength} characters fit`);
  }
}

function readPort(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (port < 1 || port > 65535) {
    throw new OptionError("port", `${quote(value)} is not a port`, "A whole number from 1 to 65535 fits");
  }
  return port;
}

function readTimeout(value: string): number {
  const seconds = /^\d{1,4}(\.\d{1,3})?$/.test(value) ? Number(value) : 0;
  if (seconds <= 0 || seconds > maxTimeoutSeconds) {
    throw new OptionError(
      "timeout",
      `${quote(value)} is not a time limit that this service keeps`,
      `Seconds above 0 and up to ${maxTimeoutSeconds} fit, as in 10 or 2.5`,
    );
  }
  return seconds;
}

function readMaxAge(value: string): number {
  if (!/^\d{1,9}$/.test(value)) {
    throw new OptionError(
      maxAgeName,
      `${quote(value)} is not an age`,
      "Whole seconds fit, as in 60; 0 asks for a new check",
    );
  }
  return Number(value) * 1000;
}

function readSwitch(field: string, value: string): boolean {
  if (value !== "0" && value !== "1") {
    throw new OptionError(field, `${quote(value)} is neither on nor off`, "1 is on, 0 is off");
  }
  return value === "1";
}
