/**
 * The query parameters of a check: the command line's options by their long names.
 *
 * Strict: an unknown parameter, one given twice and a malformed value are an `OptionError` that names the
 * parameter and says what would fit. What the check judges itself (host names, addresses, thresholds) is left to it;
 * it answers with the same error, before it dials.
 */
import { type CheckOptions, OptionError } from "../src/check_options.ts";
import { profiles } from "../src/rules/mod.ts";
import { starttlsProtocols } from "../src/target/mod.ts";
import { quote } from "../src/target/target_error.ts";

export interface CheckRequest {
  readonly target: string;
  readonly options: CheckOptions;
  /** How old a report may be that is given again; `null` when the query does not say. */
  readonly maxAgeMs: number | null;
  /** Keep the session's evidence for download: such a check is nobody else's, and new. */
  readonly evidence: boolean;
}

/** Longer than any host name, address or list that can be meant. */
const maxValueLength = 2048;
const maxTimeoutSeconds = 30;
const maxAgeName = "max_age";
const evidenceName = "evidence";

/** Everything about a parameter is in its entry, its part of `/openapi.json` included. */
export interface Parameter {
  readonly description: string;
  /** `switch`: 1 or 0, and in JSON true or false; `list`: parts between commas, and in JSON an array. */
  readonly kind: "text" | "integer" | "number" | "switch" | "list";
  /** JSON Schema's keywords for the value, beside its type. */
  readonly schema?: Readonly<Record<string, unknown>>;
}

interface OptionParameter extends Parameter {
  /** Throws `OptionError`. */
  read(value: string): CheckOptions;
}

/** The options of the check. */
const options = {
  port: {
    kind: "integer",
    description: "The port to connect to, in place of the one that the target implies",
    schema: { minimum: 1, maximum: 65535 },
    read: (value) => ({ port: readPort(value) }),
  },
  sni: {
    kind: "text",
    description: "The server name to send and to verify; empty: send none",
    read: (sni) => ({ sni }),
  },
  starttls: {
    kind: "text",
    description: "The protocol whose upgrade command comes before TLS",
    schema: { enum: starttlsProtocols },
    read: (starttls) => ({ starttls }),
  },
  alpn: {
    kind: "list",
    description:
      "The application protocols to offer, in printable ASCII, as in h2,http/1.1; empty: offer none",
    read: (value) => ({ alpn: value === "" ? [] : value.split(",").map((name) => name.trim()) }),
  },
  resolve: {
    kind: "text",
    description: "The address to connect to, whatever DNS says",
    read: (resolve) => ({ resolve }),
  },
  family: {
    kind: "integer",
    description: "Connect by IPv4 or by IPv6 only",
    schema: { enum: [4, 6] },
    read: (value) => ({ family: readFamily(value) }),
  },
  timeout: {
    kind: "number",
    description: "Seconds for the whole check; 10 when not given",
    schema: { exclusiveMinimum: 0, maximum: maxTimeoutSeconds },
    read: (value) => ({ timeout: readTimeout(value) }),
  },
  warning: {
    kind: "text",
    description: "Warn when less is left of a certificate's life: days as in 20d, or a share of it as in 30%",
    read: (warning) => ({ warning }),
  },
  critical: {
    kind: "text",
    description: "Fail when less is left of a certificate's life: days as in 7d, or a share of it as in 10%",
    read: (critical) => ({ critical }),
  },
  bytes: {
    kind: "switch",
    description: "Include every message's bytes and field offsets",
    read: (value) => ({ bytes: readSwitch("bytes", value) }),
  },
  fetch: {
    kind: "switch",
    description: "Fetch intermediates that the server did not send; 1 when not given",
    read: (value) => ({ noFetch: !readSwitch("fetch", value) }),
  },
  revocation: {
    kind: "switch",
    description: "Ask the issuers' OCSP responders and revocation lists too",
    read: (value) => ({ revocation: readSwitch("revocation", value) }),
  },
  ari: {
    kind: "switch",
    description:
      "Ask the certificate's issuer, if it is one that is known, when it should be renewed (RFC 9773)",
    read: (value) => ({ ari: readSwitch("ari", value) }),
  },
  expect_fingerprint: {
    kind: "list",
    description: "The SHA-256 fingerprints that the server's certificate may have; any other fails the check",
    read: (value) => ({ expectFingerprint: value.split(",") }),
  },
  expect_issuer: {
    kind: "text",
    description:
      "What the certificate's issuer must be called: a whole common name, organization or distinguished name",
    read: (expectIssuer) => ({ expectIssuer }),
  },
  expect_group: {
    kind: "text",
    description: "The group that the server must choose, as in X25519MLKEM768 or 0x11ec",
    read: (expectGroup) => ({ expectGroup }),
  },
  min_version: {
    kind: "text",
    description:
      "The oldest version that the server may choose, as in 1.2; whether it would speak an older one is not asked",
    read: (minVersion) => ({ minVersion }),
  },
  expect_alpn: {
    kind: "text",
    description: "The application protocol that the server must choose, as in h2",
    read: (expectAlpn) => ({ expectAlpn }),
  },
  expect_client_certificate: {
    kind: "switch",
    description: "That the server requires a client certificate is as it should be",
    read: (value) => ({ expectClientCertificate: readSwitch("expect_client_certificate", value) }),
  },
  deep: {
    kind: "switch",
    description: "Ask what the server does for others too, over many connections: the report's deep",
    read: (value) => ({ deep: readSwitch("deep", value) }),
  },
  profile: {
    kind: "text",
    description: "Hold the server to a guideline; implies deep",
    schema: { enum: profiles.map(({ name }) => name) },
    read: (profile) => ({ profile }),
  },
  native: {
    kind: "switch",
    description: "Let the runtime make a handshake of its own, as a witness; 1 when not given",
    read: (value) => ({ noNative: !readSwitch("native", value) }),
  },
} satisfies Record<string, OptionParameter>;

/** Every parameter that a check takes, `target` first. */
export const parameters: Readonly<Record<string, Parameter>> = {
  target: {
    kind: "text",
    description: "A host name, an address, host:port, a URL, or a scheme that implies a port or STARTTLS",
    schema: { minLength: 1, maxLength: maxValueLength },
  },
  ...options,
  [maxAgeName]: {
    kind: "integer",
    description: "How many seconds old a report may be that is given again; 0: make a new check",
    schema: { minimum: 0, maximum: 999_999_999 },
  },
  [evidenceName]: {
    kind: "switch",
    description: "Keep this session's packets and secrets for download, for a few minutes; makes a new check",
  },
};
export const parameterNames: readonly string[] = Object.keys(parameters);

/** The options as members of a JSON object. A string is read as in a query all the same. */
export type JsonOptions =
  & { readonly [Name in keyof typeof options]?: JsonValue[(typeof options)[Name]["kind"]] }
  & { readonly [maxAgeName]?: JsonValue["integer"]; readonly [evidenceName]?: JsonValue["switch"] };

interface JsonValue {
  readonly text: string;
  readonly integer: number;
  readonly number: number;
  readonly switch: boolean;
  readonly list: readonly string[];
}

/** The query as the typed client has it. */
export type CheckQuery =
  & { readonly target: string }
  & { readonly [Name in keyof typeof options | typeof maxAgeName | typeof evidenceName]?: string };

/** `names`: the parameters that may be there; others than a check's are left to the caller. Throws `OptionError`. */
export function readCheckRequest(query: URLSearchParams, names = parameterNames): CheckRequest {
  for (const name of new Set(query.keys())) refuseUnfit(name, query.getAll(name), names);
  const target = query.get("target")?.trim() ?? "";
  if (target === "") {
    throw new OptionError(
      "target",
      "There is no target",
      'Give a host name or an address, as in "example.com"',
    );
  }
  const given: CheckOptions = {};
  for (const [name, value] of query) {
    if (Object.hasOwn(options, name)) Object.assign(given, options[name as keyof typeof options].read(value));
  }
  const maxAge = query.get(maxAgeName);
  return {
    target,
    options: given,
    maxAgeMs: maxAge === null ? null : readMaxAge(maxAge),
    evidence: readSwitch(evidenceName, query.get(evidenceName) ?? "0"),
  };
}

function refuseUnfit(name: string, values: string[], names: readonly string[]): void {
  if (!names.includes(name)) {
    throw new OptionError(
      name.slice(0, 64),
      `There is no parameter ${quote(name)}`,
      `The parameters are ${names.join(", ")}`,
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

function readFamily(value: string): 4 | 6 {
  if (value !== "4" && value !== "6") {
    throw new OptionError("family", `${quote(value)} is not a family of addresses`, "4 or 6 fits");
  }
  return value === "4" ? 4 : 6;
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
