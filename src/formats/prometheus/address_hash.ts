/** blackbox_exporter's hash of an address: 32-bit FNV-1a (RFC 9923) over its 4 or 16 octets. */
import { parseAddress } from "../../net/mod.ts";

/** `null` for what is no address. */
export function addressHash(address: string): number | null {
  const octets = parseAddress(address)?.octets;
  if (octets === undefined) return null;
  return octets.reduce((hash, octet) => Math.imul(hash ^ octet, FNV_PRIME) >>> 0, FNV_OFFSET_BASIS);
}

const FNV_PRIME = 0x01000193;
const FNV_OFFSET_BASIS = 0x811c9dc5;
