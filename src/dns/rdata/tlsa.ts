/** TLSA: which certificates a TLS server has (RFC 6698 §2.1). */
import type { Reader } from "../../bytes/mod.ts";

export interface TlsaRecord {
  readonly certificateUsage: number;
  readonly selector: number;
  readonly matchingType: number;
  /** "Certificate Association Data": of the selected content as a whole, or its hash. */
  readonly data: Uint8Array;
}

export function readTlsa(reader: Reader): TlsaRecord {
  return {
    certificateUsage: reader.uint8("certificate usage"),
    selector: reader.uint8("selector"),
    matchingType: reader.uint8("matching type"),
    data: reader.rest("certificate association data"),
  };
}

/** RFC 6698 §3: the records of a service are at a name of their own below its host's. */
export function tlsaName(port: number, host: string): string {
  return `_${port}._tcp.${host}`;
}
