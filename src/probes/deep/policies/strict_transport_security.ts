/** The Strict-Transport-Security header field (RFC 6797 §6.1), with the directive that the preload list adds. */

export interface StrictTransportSecurity {
  /** Seconds; `null` when it does not say. */
  readonly maxAge: number | null;
  readonly includeSubDomains: boolean;
  readonly preload: boolean;
  /** Why browsers leave the field alone, a sentence without its period; `null` when they do not. */
  readonly problem: string | null;
}

const TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+"; // RFC 9110 §5.6.2
const QUOTED = '"(?:[^"\\\\]|\\\\.)*"'; // RFC 9110 §5.6.4
// No two runs of blanks stand side by side: what does not match would be tried with every division of them.
const DIRECTIVE = new RegExp(
  `[ \\t]*(?:(${TOKEN})[ \\t]*(?:=[ \\t]*(${TOKEN}|${QUOTED})[ \\t]*)?)?(;|$)`,
  "y",
);

export function readStrictTransportSecurity(field: string): StrictTransportSecurity {
  const directives = new Map<string, string | null>();
  let problem: string | null = null;
  DIRECTIVE.lastIndex = 0;
  for (let last = false; !last;) {
    const [, name, value, end] = DIRECTIVE.exec(field) ?? [];
    if (end === undefined) return nothing("It is not a list of directives");
    last = end === "";
    if (name === undefined) continue;
    const key = name.toLowerCase();
    // §6.1: no directive more than once
    if (directives.has(key)) problem ??= `"${name}" comes twice`;
    else directives.set(key, value === undefined ? null : unquoted(value));
  }
  const maxAge = readSeconds(directives.get("max-age"));
  if (!directives.has("max-age")) problem ??= '"max-age" is missing'; // §6.1.1: REQUIRED
  else if (maxAge === null) problem ??= '"max-age" is not a number of seconds';
  for (const name of ["includeSubDomains", "preload"]) {
    // §6.1.2: valueless
    if (directives.get(name.toLowerCase()) != null) problem ??= `"${name}" has a value`;
  }
  return {
    maxAge,
    includeSubDomains: directives.get("includesubdomains") === null,
    preload: directives.get("preload") === null,
    problem,
  };
}

function nothing(problem: string): StrictTransportSecurity {
  return { maxAge: null, includeSubDomains: false, preload: false, problem };
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, "$1") : value;
}

function readSeconds(value: string | null | undefined): number | null {
  if (value == null || !/^\d+$/.test(value)) return null;
  return Math.min(Number(value), Number.MAX_SAFE_INTEGER);
}
