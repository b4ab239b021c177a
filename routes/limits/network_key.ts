/** By what an address is counted: IPv4 by itself, IPv6 by a network that one subscriber or one host has whole. */
import { addressFrom, carriedAddress, parseAddress } from "../../src/net/mod.ts";

/** RFC 4291 §2.5.1: interface identifiers are 64 bits long. */
const LINK_BITS = 64;
/** RFC 6177 §2: what a subscriber may be given. */
export const SITE_BITS = 48;

/** `null` for what is no address. `ipv6Bits`: whole octets. */
export function networkKey(address: string, ipv6Bits: number = LINK_BITS): string | null {
  const parsed = parseAddress(address);
  if (parsed === null) return null;
  const carried = carriedAddress(parsed);
  const { octets, text } = carried?.alone ? carried.address : parsed;
  if (octets.length === 4) return text;
  const network = new Uint8Array(16);
  network.set(octets.subarray(0, ipv6Bits / 8));
  return `${addressFrom(network).text}/${ipv6Bits}`;
}
