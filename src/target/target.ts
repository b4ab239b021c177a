/** Reads what people paste as a target: a name, an address, `host:port` or a URL. Pure; resolves nothing. */
import { type Hostname, parseHostname, parseIpv6 } from "./hostname.ts";
import { findScheme, type Scheme, starttlsScheme, unknownScheme } from "./schemes.ts";
import { quote, TargetError } from "./target_error.ts";
import { unwrap } from "./unwrap.ts";

/** The report's `target`, in camelCase. */
export interface Target {
  /** As it was given, but without a user name and password: a report is passed on. */
  readonly input: string;
  /** ASCII (IDNA A-labels) without trailing dot, or an address without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** What is expected behind TLS: `https`, `smtp`, …, or `tls` when unknown. */
  readonly protocol: string;
  /** OpenSSL's name for the protocol whose upgrade command precedes TLS; `null`: TLS from the first byte. */
  readonly starttls: string | null;
  /** The server_name to send; `null`: none. */
  readonly serverName: string | null;
}

/** Each overrides what the target implies. */
export interface TargetOptions {
  /** 1 to 65535, as a number or as it was typed. */
  readonly port?: number | string | undefined;
  /** A DNS name; `""` sends none. */
  readonly sni?: string | undefined;
  /** One of `starttlsProtocols`. */
  readonly starttls?: string | undefined;
}

const HTTPS_PORT = 443;

/** Throws TargetError, and nothing else, when there is no target in `input` or an option does not fit. */
export function parseTarget(input: string, options: TargetOptions = {}): Target {
  const { scheme, userinfo, authority } = splitScheme(unwrap(input));
  const { hostname, port: givenPort } = splitAuthority(authority, scheme !== null);
  const upgrade = options.starttls === undefined ? null : starttlsScheme(options.starttls);
  const implied = upgrade ?? scheme;
  const port = options.port === undefined
    ? givenPort ?? implied?.port ?? HTTPS_PORT
    : parsePort(String(options.port));
  return {
    input: userinfo === "" ? input : input.replace(userinfo, ""),
    hostname: hostname.name,
    port,
    protocol: implied?.protocol ?? (port === HTTPS_PORT ? "https" : "tls"),
    starttls: implied?.starttls ?? null,
    serverName: serverName(hostname, options.sni),
  };
}

interface Split {
  readonly scheme: Scheme | null;
  /** With its `@`; RFC 3986 §3.2.1: a name and password say nothing of the server. */
  readonly userinfo: string;
  readonly authority: string;
}

function splitScheme(text: string): Split {
  const [, name, rest] = /^(?:([a-z][a-z0-9+.-]*):)?\/\/(.*)$/is.exec(text) ?? [];
  const authority = (rest ?? text).replace(/[/?#].*$/s, "");
  if (name !== undefined) {
    const scheme = findScheme(name);
    const userinfo = authority.slice(0, authority.lastIndexOf("@") + 1);
    const host = authority.slice(userinfo.length);
    if (scheme === null) throw unknownScheme(name, host);
    return { scheme, userinfo, authority: host };
  }
  if (authority.includes("@")) {
    throw new TargetError(
      "target",
      `${quote(authority.replace(/:.*@/s, ":…@"))} looks like an e-mail address or carries a user name`,
      'Name the server, as in "example.com", or the mail server, as in "smtp://mx.example.com"',
    );
  }
  const [, before, after] = /^([a-z][a-z0-9+.-]*):\/?([^/].*)$/i.exec(text) ?? [];
  if (before !== undefined && findScheme(before) !== null && !/^\d/.test(after!)) {
    throw new TargetError(
      "target",
      `${quote(text)} lacks "//" after the scheme`,
      `Write ${quote(`${before}://${after}`)}`,
    );
  }
  return { scheme: null, userinfo: "", authority };
}

function splitAuthority(authority: string, inUrl: boolean): { hostname: Hostname; port: number | null } {
  const [, bracketed, afterBracket] = /^\[(.*)\](.*)$/s.exec(authority) ?? [];
  if (bracketed !== undefined) {
    const hostname = parseIpv6(bracketed, "target");
    if (afterBracket === "") return { hostname, port: null };
    if (afterBracket!.startsWith(":")) return { hostname, port: optionalPort(afterBracket!.slice(1)) };
    throw new TargetError(
      "target",
      `${quote(authority)} has something other than a port after the address`,
      'An IPv6 address with a port is written as in "[2001:db8::1]:443"',
    );
  }
  if (authority.split(":").length > 2) {
    const isBareIpv6 = !inUrl && /^[0-9a-f:.]+(%.*)?$/i.test(authority);
    if (isBareIpv6) return { hostname: parseIpv6(authority, "target"), port: null };
    throw new TargetError(
      "target",
      `${quote(authority)} has more than one colon`,
      'Write a name and a port as in "example.com:8443", an IPv6 address and a port as in "[2001:db8::1]:443"',
    );
  }
  const [host, port] = authority.split(":");
  return { hostname: parseHostname(host!, "target"), port: port === undefined ? null : optionalPort(port) };
}

/** RFC 3986 §3.2.3: a colon with nothing after it means the scheme's own port. */
function optionalPort(text: string): number | null {
  return text === "" ? null : parsePort(text);
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) {
    throw new TargetError(
      "port",
      `${quote(text)} is not a port`,
      'A port is a number from 1 to 65535, as in "example.com:8443"',
    );
  }
  return port;
}

function serverName(hostname: Hostname, sni: string | undefined): string | null {
  if (sni === undefined) return hostname.kind === "dns" ? hostname.name : null; // RFC 6066 §3: no address literals
  if (sni === "") return null;
  const name = parseHostname(sni, "sni");
  if (name.kind === "dns") return name.name;
  throw new TargetError(
    "sni",
    `${quote(sni)} is an address, which is never sent as a server name`,
    'A server name is a DNS name, as in "example.com"; "" sends none',
  );
}
