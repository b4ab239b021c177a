/** The service's settings, from variables of the environment. An empty one is as good as none. */
import { chooseTrustStore } from "../src/check/trust.ts";
import { userAgent } from "../src/check/user_agent.ts";
import { type DnsServer, readDnsServer } from "../src/dns/mod.ts";
import { type AddressBlock, readPrefix } from "../src/net/mod.ts";

export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly contactUrl: string | null;
  /** Where the list of certificate transparency logs is: a file, or an https address. */
  readonly ctLogs: string | null;
  /** PEM: certificates that every check trusts beside the roots, for servers of one's own. */
  readonly trustAnchors: string | null;
  /** The resolver that is asked instead of the system's own. */
  readonly dnsServer: DnsServer | null;
  /** Who may have addresses checked that are not public. */
  readonly privateTargets: Audience;
  /** Names that this service has inside, in lower case, beside those that nobody outside can have. */
  readonly hosts: ReadonlySet<string>;
  /** `null`: all; `undefined`: it was not said. */
  readonly ports: ReadonlySet<number> | null | undefined;
  /** Addresses that are not connected to, beside those that are never public. */
  readonly refused: readonly AddressBlock[];
  /** The header in which the platform or a proxy of one's own says who the client is. */
  readonly trustedProxyHeader: string | null;
  /** Who may read `/metrics`. */
  readonly metricsReaders: Audience;
  /** Whoever shows it may read `/metrics` too. */
  readonly metricsToken: string | null;
  readonly maxChecks: number | undefined;
  /** In a minute; 0: as many as they like; `undefined`: it was not said. */
  readonly checksPerClient: number | undefined;
  readonly checksPerTarget: number | undefined;
}

export type Audience = "nobody" | "this_machine" | "everyone";

const TOKEN_CHARACTERS_MIN = 16;

/** What was set to something that it cannot be. */
export class SettingError extends Error {
  override readonly name = "SettingError";

  constructor(message: string, readonly hint: string) {
    super(message);
  }
}

/** `read`: a variable's value, or nothing. Throws `SettingError`. */
export function readSettings(read: (name: string) => string | undefined): Settings {
  const get = (name: string) => read(name)?.trim() || undefined;
  const host = get("HOST") ?? "127.0.0.1";
  const trustedProxyHeader = readHeaderName(get("TRUSTED_PROXY_HEADER"));
  // Bound to loopback, only this machine's people reach it, who can connect anywhere without us.
  const reachedFromHereOnly = isLoopback(host) && trustedProxyHeader === null;
  const privateTargets = readAudience(
    "ALLOW_PRIVATE_TARGETS",
    get("ALLOW_PRIVATE_TARGETS"),
    reachedFromHereOnly ? "this_machine" : "nobody",
  );
  return {
    host,
    port: readNumber("PORT", get("PORT"), 65_535) ?? 8000,
    contactUrl: readContactUrl(get("CONTACT_URL")),
    ctLogs: get("CT_LOGS") ?? null,
    trustAnchors: readTrustAnchors(get("TRUST_ANCHORS")),
    dnsServer: readResolver(get("DNS_SERVER")),
    privateTargets,
    hosts: readHosts(get("ALLOWED_HOSTS")),
    ports: readPorts(get("ALLOWED_PORTS")),
    refused: readAddresses(get("REFUSED_ADDRESSES")),
    trustedProxyHeader,
    // Where this machine's people can be told from others, they may.
    metricsReaders: readAudience(
      "METRICS",
      get("METRICS"),
      privateTargets === "this_machine" ? "this_machine" : "nobody",
    ),
    metricsToken: readToken(get("METRICS_TOKEN")),
    maxChecks: readNumber("MAX_CHECKS", get("MAX_CHECKS"), 10_000, 1),
    checksPerClient: readNumber("CHECKS_PER_CLIENT", get("CHECKS_PER_CLIENT"), 1_000_000),
    checksPerTarget: readNumber("CHECKS_PER_TARGET", get("CHECKS_PER_TARGET"), 1_000_000),
  };
}

function readAudience(name: string, value: string | undefined, otherwise: Audience): Audience {
  switch (value?.toLowerCase()) {
    case undefined:
      return otherwise;
    case "true":
    case "1":
      return "everyone";
    case "false":
    case "0":
      return "nobody";
    default:
      throw new SettingError(`${name} is "${value}"`, "true or false fits");
  }
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}

function readNumber(name: string, value: string | undefined, most: number, least = 0): number | undefined {
  if (value === undefined) return undefined;
  const number = /^\d{1,7}$/.test(value) ? Number(value) : NaN;
  if (number >= least && number <= most) return number;
  const what = name === "PORT" ? "a port" : "such a number";
  throw new SettingError(
    `${name} is "${value}", which is not ${what}`,
    `a number from ${least} to ${most} fits`,
  );
}

function readContactUrl(value: string | undefined): string | null {
  if (value === undefined) return null;
  try {
    userAgent({ contactUrl: value });
    return value;
  } catch {
    throw new SettingError(`CONTACT_URL is "${value}"`, "a URL fits that begins with https: or mailto:");
  }
}

function readTrustAnchors(value: string | undefined): string | null {
  if (value === undefined) return null;
  try {
    chooseTrustStore({ anchors: [value] });
    return value;
  } catch {
    throw new SettingError(
      "TRUST_ANCHORS holds no certificates that can be read",
      'the text of a PEM file fits, as in TRUST_ANCHORS="$(cat ca.pem)"',
    );
  }
}

function readResolver(value: string | undefined): DnsServer | null {
  if (value === undefined) return null;
  const server = readDnsServer(value);
  if (server !== null) return server;
  throw new SettingError(
    `DNS_SERVER is "${value}", which is not a DNS server`,
    'an address fits, as in "192.0.2.53" or "[2001:db8::53]:5353", or a URL, as in "https://dns.example/dns-query"',
  );
}

function readPorts(value: string | undefined): ReadonlySet<number> | null | undefined {
  if (value === undefined) return undefined;
  if (value.toLowerCase() === "any") return null;
  const ports = new Set<number>();
  for (const part of list(value)) {
    const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part) ?? [];
    const from = Number(first ?? NaN);
    const to = Number(last ?? NaN);
    if (!(from >= 1 && from <= to && to <= 65_535)) {
      throw new SettingError(
        `ALLOWED_PORTS has "${part}", which is neither a port nor a range of ports`,
        'write them as in "443,8443,9000-9010", or "any"',
      );
    }
    for (let port = from; port <= to; port++) ports.add(port);
  }
  return ports;
}

function readHosts(value: string | undefined): ReadonlySet<string> {
  return new Set(
    list(value ?? "").map((name) => {
      if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(name)) return name.toLowerCase();
      throw new SettingError(
        `ALLOWED_HOSTS has "${name}", which is no host name`,
        'write them without a port, as in "tls.corp.example,checks.example.com"',
      );
    }),
  );
}

function readAddresses(value: string | undefined): AddressBlock[] {
  return list(value ?? "").map((text) => {
    const prefix = readPrefix(text);
    if (prefix !== null) return { prefix, name: "an address of this service", reference: "its settings" };
    throw new SettingError(
      `REFUSED_ADDRESSES has "${text}", which is neither an address nor a block of addresses`,
      'write them as in "192.0.2.7,2001:db8::/32"',
    );
  });
}

/** RFC 6750 §2.1: what fits behind `Bearer`. The message leaves it out, as it goes to a log. */
function readToken(value: string | undefined): string | null {
  if (value === undefined) return null;
  if (value.length >= TOKEN_CHARACTERS_MIN && /^[A-Za-z0-9._~+/-]+=*$/.test(value)) return value;
  throw new SettingError(
    "METRICS_TOKEN is too short, or has characters that a token cannot have",
    `a text of ${TOKEN_CHARACTERS_MIN} letters and digits or more fits, as from "openssl rand -hex 16"`,
  );
}

function readHeaderName(value: string | undefined): string | null {
  if (value === undefined) return null;
  if (/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(value)) return value; // RFC 9110 §5.6.2
  throw new SettingError(
    `TRUSTED_PROXY_HEADER is "${value}"`,
    'the name of one header fits, as in "X-Forwarded-For"',
  );
}

function list(value: string): string[] {
  return value.split(",").map((part) => part.trim()).filter((part) => part !== "");
}
