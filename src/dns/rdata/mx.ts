/** MX: a host that takes a domain's mail (RFC 1035 §3.3.9). */
import type { Reader } from "../../bytes/mod.ts";
import { readName } from "../name.ts";

export interface MxRecord {
  /** The lowest is tried first. */
  readonly preference: number;
  /** `.`: the domain takes no mail (RFC 7505 §3). */
  readonly exchange: string;
}

export function readMx(reader: Reader, message: Uint8Array): MxRecord {
  return { preference: reader.uint16("preference"), exchange: readName(reader, message) };
}
