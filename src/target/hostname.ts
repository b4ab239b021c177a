/**
 * A host as it is dialled and verified: a DNS name in A-labels, or an address in its canonical spelling.
 * IDNA, percent-decoding and the odd spellings of IPv4 (`127.1`, `0x7f.1`, `2130706433`) are those of the
 * WHATWG URL standard, so that a name here is the name that a browser would connect to.
 */
import { quote, TargetError, type TargetField } from "./target_error.ts";
import { INPUT_CHARACTERS_MAX } from "./unwrap.ts";

export interface Hostname {
  /** Lower case, without trailing dot or brackets. */
  readonly name: string;
  readonly kind: "dns" | "ipv4" | "ipv6";
}

export const HOSTNAME_OCTETS_MAX = 253; // RFC 1035 §2.3.4: 255 on the wire, with the first length and the root
export const LABEL_OCTETS_MAX = 63; // RFC 1035 §2.3.4

const EXAMPLE =
  'A target is a host name or an address, as in "example.com", "192.0.2.7" or "[2001:db8::1]:443"';

/** `text` is a name or an IPv4 address, without port or brackets. Throws TargetError. */
export function parseHostname(text: string, field: TargetField): Hostname {
  const example = field === "sni" ? 'A server name is a DNS name, as in "example.com"' : EXAMPLE;
  if (text === "") throw new TargetError(field, "The host name is missing", example);
  const name = canonicalHost(text)?.replace(/\.$/, "") ?? null;
  if (name === null) throw new TargetError(field, `${quote(text)} is not a host name`, example);
  if (isDottedIpv4(name)) return { name, kind: "ipv4" };
  checkLabels(name, text, field, example);
  return { name, kind: "dns" };
}

/** `text` is an IPv6 address without brackets. Throws TargetError. */
export function parseIpv6(text: string, field: TargetField): Hostname {
  const zone = text.indexOf("%");
  if (zone !== -1) {
    throw new TargetError(
      field,
      `Address ${quote(text)} carries a zone id`,
      `A zone id means something on one machine only; leave ${quote(text.slice(zone))} out`,
    );
  }
  const canonical = /^[0-9a-f:.]+$/i.test(text) ? canonicalHost(`[${text}]`) : null;
  if (canonical === null) throw new TargetError(field, `${quote(text)} is not an IPv6 address`, EXAMPLE);
  return { name: canonical.slice(1, -1), kind: "ipv6" };
}

/** The URL standard's host parser; `null` where it fails. */
function canonicalHost(text: string): string | null {
  // The URL parser drops tabs and line ends, and a delimiter would end the host early: the rest would go unseen.
  if (text.length > INPUT_CHARACTERS_MAX || /[\s\p{Cc}/\\?#@]/u.test(text)) return null;
  if (text.includes(":") && !text.startsWith("[")) return null;
  return URL.canParse(`https://${text}/`) ? new URL(`https://${text}/`).hostname : null;
}

function isDottedIpv4(name: string): boolean {
  // The URL standard makes every host whose last label is a number an IPv4 address, or refuses it.
  return /^\d+\.\d+\.\d+\.\d+$/.test(name);
}

function checkLabels(name: string, text: string, field: TargetField, example: string): void {
  if (name.length > HOSTNAME_OCTETS_MAX) {
    throw new TargetError(
      field,
      `Host name ${quote(text)} has ${name.length} characters`,
      `A host name has at most ${HOSTNAME_OCTETS_MAX}`,
    );
  }
  for (const label of name.split(".")) {
    if (label === "") {
      throw new TargetError(
        field,
        `Host name ${quote(text)} has an empty label`,
        "Remove the dot that is too many",
      );
    }
    if (label.length > LABEL_OCTETS_MAX) {
      throw new TargetError(
        field,
        `Label ${quote(label)} of the host name has ${label.length} characters`,
        `A label has at most ${LABEL_OCTETS_MAX}`,
      );
    }
    if (label === "*") {
      throw new TargetError(
        field,
        `${quote(text)} is a wildcard, not a host`,
        `Name a host that it covers, as in ${quote(name.replace("*", "www"))}`,
      );
    }
    if (!/^[a-z0-9_-]+$/.test(label)) {
      throw new TargetError(field, `Host name ${quote(text)} has a character that no host name has`, example);
    }
  }
}
