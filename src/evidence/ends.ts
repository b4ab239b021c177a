/** Both ends of a connection, with stand-ins for what is not known of ours. */
import { addressFrom, type IpAddress, isInBlock, parseAddress, type WireConnection } from "../net/mod.ts";
import type { Ends } from "./packet.ts";

/** Addresses for documentation: RFC 5737 §3, RFC 3849 §2. */
const standIns = { 4: "192.0.2.1", 16: "2001:db8::1" } as const;

/** RFC 6335 §6: the first of the ports that nobody is assigned. */
const FIRST_PORT = 49152;

export interface NamedEnds {
  readonly ends: Ends;
  /** The address that stands for ours; `null` when ours is known. */
  readonly standIn: string | null;
}

/** `index`: of the connection in its session, so that no two share a port. */
export function endsOf({ local, remote }: WireConnection, index: number): NamedEnds {
  const address = read(remote.address);
  if (address === null) throw new TypeError(`${remote.address} was dialled and is no address`);
  const peer = { address, port: remote.port };
  const ours = local && read(local.address);
  if (ours !== null && ours.octets.length === peer.address.octets.length) {
    return { ends: { us: { address: ours, port: local!.port }, peer }, standIn: null };
  }
  const standIn = standIns[peer.address.octets.length === 4 ? 4 : 16];
  const us = { address: parseAddress(standIn)!, port: local?.port ?? FIRST_PORT + index };
  return { ends: { us, peer }, standIn };
}

/** Without a zone (RFC 4007 §11), which no packet carries; what goes to an IPv4-mapped address is IPv4. */
function read(text: string): IpAddress | null {
  const address = parseAddress(text.replace(/%.*$/, ""));
  const isMapped = address !== null && isInBlock(address, "::ffff:0:0/96");
  return isMapped ? addressFrom(address.octets.slice(12)) : address;
}
