/** By what an address is counted: IPv4 by itself, IPv6 by the /64 that one subscriber or one host has whole. */
import { addressFrom, carriedAddress, parseAddress } from "../../src/net/mod.ts";

/** `null` for what is no address. */
export function networkKey(address: string): string | null {
  const parsed = parseAddress(address);
  if (parsed === null) return null;
  const carried = carriedAddress(parsed);
  const { octets, text } = carried?.alone ? carried.address : parsed;
  if (octets.length === 4) return text;
  const network = new Uint8Array(16);
  network.set(octets.subarray(0, 8)); // RFC 4291 §2.5.1: interface identifiers are 64 bits long
  return `${addressFrom(network).text}/64`;
}
