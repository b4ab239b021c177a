/** What a scheme says of a target: its usual port, the protocol behind TLS, and whether a command starts TLS. */
import { quote, TargetError } from "./target_error.ts";

export interface Scheme {
  readonly port: number;
  /** What is expected behind TLS; `tls` where the scheme does not say. */
  readonly protocol: string;
  /** OpenSSL's name for the upgrade; `null`: TLS from the first byte. */
  readonly starttls: string | null;
}

/** Ports are IANA's "Service Name and Transport Protocol Port Number Registry". */
const schemes: ReadonlyMap<string, Scheme> = new Map([
  ["tls", direct("tls", 443)],
  ["https", direct("https", 443)],
  ["wss", direct("https", 443)], // RFC 6455 §3
  ["smtps", direct("smtp", 465)], // RFC 8314 §7.3
  ["imaps", direct("imap", 993)],
  ["pop3s", direct("pop3", 995)],
  ["ldaps", direct("ldap", 636)],
  ["ftps", direct("ftp", 990)],
  ["nntps", direct("nntp", 563)],
  ["smtp", upgraded("smtp", 25)], // RFC 3207
  ["lmtp", upgraded("lmtp", 24)], // RFC 2033 leaves the port open; 24 is "any private mail system"
  ["imap", upgraded("imap", 143)], // RFC 9051 §6.2.1
  ["pop3", upgraded("pop3", 110)], // RFC 2595 §4
  ["sieve", upgraded("sieve", 4190)], // RFC 5804
  ["ftp", upgraded("ftp", 21)], // RFC 4217
  ["ldap", upgraded("ldap", 389)], // RFC 4511 §4.14
  ["nntp", upgraded("nntp", 119)], // RFC 4642
  ["xmpp", upgraded("xmpp", 5222)], // RFC 6120 §5
  ["xmpp-server", upgraded("xmpp-server", 5269)],
  ["postgres", upgraded("postgres", 5432)],
  ["postgresql", upgraded("postgres", 5432)],
  ["mysql", upgraded("mysql", 3306)],
]);

/** The STARTTLS protocols, in OpenSSL's names. */
export const starttlsProtocols: readonly string[] = [
  ...new Set([...schemes.values()].flatMap(({ starttls }) => starttls === null ? [] : [starttls])),
].sort();

/** `null` for a scheme that is not in the table. Case does not matter. RFC 3986 §3.1. */
export function findScheme(name: string): Scheme | null {
  return schemes.get(name.toLowerCase()) ?? null;
}

/** The scheme whose upgrade command `--starttls` names. Throws TargetError when there is none. */
export function starttlsScheme(name: string): Scheme {
  const scheme = findScheme(name);
  if (scheme === null || scheme.starttls === null) {
    throw new TargetError(
      "starttls",
      `${quote(name)} is not a STARTTLS protocol`,
      `One of: ${starttlsProtocols.join(", ")}`,
    );
  }
  return scheme;
}

/** Why a scheme that is not in the table cannot be checked; `authority` is what stands behind it. */
export function unknownScheme(name: string, authority: string): TargetError {
  const secured = `${name.toLowerCase()}s`;
  if (schemes.has(secured)) {
    const host = authority.replace(/:\d*$/, "");
    const withPort = host === authority ? `${host}:80` : authority; // http and ws: RFC 9110 §4.2.1, RFC 6455 §3
    return new TargetError(
      "target",
      `Scheme ${quote(name)} does not use TLS`,
      `Use ${quote(`${secured}://${host}`)}, or ${quote(withPort)} to see what answers there`,
    );
  }
  if (name.toLowerCase() === "ssh") {
    return new TargetError(
      "target",
      `Scheme ${quote(name)} does not use TLS`,
      'SSH has a handshake of its own; name a TLS port, as in "example.com:8443"',
    );
  }
  return new TargetError(
    "target",
    `Scheme ${quote(name)} is not one that can be checked`,
    `Leave it out and name the port, as in "example.com:8443", or use one of: ${
      [...schemes.keys()].join(", ")
    }`,
  );
}

function direct(protocol: string, port: number): Scheme {
  return { port, protocol, starttls: null };
}

function upgraded(starttls: string, port: number): Scheme {
  return { port, protocol: starttls, starttls };
}
