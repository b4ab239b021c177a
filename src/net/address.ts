/** IP addresses between text and octets, and blocks of them. */

export interface IpAddress {
  /** The one canonical spelling: dotted decimal, or RFC 5952 without the dotted end. */
  readonly text: string;
  /** 4 or 16. */
  readonly octets: Uint8Array;
}

/** A block as registries write it: `192.0.2.0/24`. */
export interface AddressBlock {
  readonly prefix: string;
  readonly name: string;
  /** Where it is defined. */
  readonly reference: string;
}

/**
 * `null` for anything but dotted decimal and IPv6 without brackets and zone: what a platform might make of other
 * spellings (`127.1`, `010.0.0.1`) is not for us to guess, so that it is never dialled.
 */
export function parseAddress(text: string): IpAddress | null {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}

/** From 4 or 16 octets. */
export function addressFrom(octets: Uint8Array): IpAddress {
  if (octets.length === 4) return { text: octets.join("."), octets };
  const groups = Array.from({ length: 8 }, (_, i) => octets[2 * i]! * 256 + octets[2 * i + 1]!);
  return parseIpv6(groups.map((group) => group.toString(16)).join(":"))!;
}

/** Whether `address` is in the block that `prefix` (`fe80::/10`) writes; never for one of the other family. */
export function isInBlock({ octets }: IpAddress, prefix: string): boolean {
  const { octets: base, length } = parsePrefix(prefix);
  if (octets.length !== base.length) return false;
  const whole = length >> 3;
  for (let index = 0; index < whole; index++) {
    if (octets[index] !== base[index]) return false;
  }
  const rest = 8 - (length & 7);
  return rest === 8 || octets[whole]! >> rest === base[whole]! >> rest;
}

/** A prefix, or an address alone, as someone typed it; `null` when it is neither. */
export function readPrefix(text: string): string | null {
  const [, base, length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = base === undefined ? null : parseAddress(base);
  if (address === null) return null;
  const longest = address.octets.length * 8;
  const bits = length === undefined ? longest : Number(length);
  return bits <= longest ? `${address.text}/${bits}` : null;
}

function parseIpv4(text: string): IpAddress | null {
  const parts = text.split(".");
  const isDecimal = parts.length === 4 &&
    parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return isDecimal ? { text, octets: Uint8Array.from(parts, Number) } : null;
}

/** The URL standard's parser takes every spelling of RFC 4291 §2.2 and writes that of RFC 5952 §4. */
function parseIpv6(text: string): IpAddress | null {
  if (!/^[0-9a-f:.]+$/i.test(text) || !URL.canParse(`http://[${text}]/`)) return null;
  const canonical = new URL(`http://[${text}]/`).hostname.slice(1, -1);
  const [head = "", tail = ""] = canonical.split("::");
  const octets = new Uint8Array(16);
  const after = octetsOf(tail);
  octets.set(octetsOf(head));
  octets.set(after, 16 - after.length);
  return { text: canonical, octets };
}

function octetsOf(groups: string): number[] {
  if (groups === "") return [];
  return groups.split(":").map((group) => parseInt(group, 16)).flatMap((group) => [group >> 8, group & 0xff]);
}

interface Prefix {
  readonly octets: Uint8Array;
  readonly length: number;
}

const prefixes = new Map<string, Prefix>();

/** Prefixes come from tables and settings, so that the few there are stay parsed. */
function parsePrefix(prefix: string): Prefix {
  const known = prefixes.get(prefix);
  if (known !== undefined) return known;
  const [base = "", length] = prefix.split("/");
  const parsed = { octets: parseAddress(base)!.octets, length: Number(length) };
  prefixes.set(prefix, parsed);
  return parsed;
}
