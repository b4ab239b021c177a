/**
 * SVCB and HTTPS: where and how a service is reached (RFC 9460 §2.2), with the parameters of §7 and §8; `ech` is
 * left as it came (RFC 9848). One malformed record has clients leave alone all that came with it (§2.2).
 */
import { Reader } from "../../bytes/mod.ts";
import { addressFrom } from "../../net/mod.ts";
import { ServiceParameterKey, serviceParameterKeys } from "../../registry/mod.ts";
import { readName } from "../name.ts";

export interface ServiceBinding {
  /** 0: AliasMode, the target is another name of the service; otherwise ServiceMode, the lowest is tried first. */
  readonly priority: number;
  /** `.`: in ServiceMode the record's owner, in AliasMode "there is no such service" (§2.5). */
  readonly target: string;
  /** In AliasMode there are none: what came counts for nothing (§2.4.2). */
  readonly parameters: ServiceParameters;
}

/** `null` or empty where one is absent. */
export interface ServiceParameters {
  /** All that came, in order. */
  readonly keys: readonly number[];
  /** Keys that a client has to know, or else leave the record alone (§8). */
  readonly mandatory: readonly number[];
  /** ALPN protocol names, each octet as one character; the default one goes without saying. */
  readonly alpn: readonly string[];
  readonly noDefaultAlpn: boolean;
  readonly port: number | null;
  readonly ipv4hint: readonly string[];
  readonly ech: Uint8Array | null;
  readonly ipv6hint: readonly string[];
}

export function readServiceBinding(reader: Reader): ServiceBinding {
  const priority = reader.uint16("SvcPriority");
  const target = readName(reader, UNCOMPRESSED);
  const values = readValues(reader);
  return { priority, target, parameters: parametersFrom(priority === 0 ? new Map() : values) };
}

/** §9.1: for the port of `https` it is the host's own name. */
export function httpsRecordName(port: number, host: string): string {
  return port === 443 ? host : `_${port}._https.${host}`;
}

/** §2.2: the target's name is not compressed; there is nothing to point into. */
const UNCOMPRESSED = new Uint8Array(0);

function readValues(reader: Reader): Map<number, Uint8Array> {
  const values = new Map<number, Uint8Array>();
  let last = -1;
  while (reader.remaining > 0) {
    const key = reader.codePoint("SvcParamKey", 2, serviceParameterKeys.codePoint);
    // §2.2: in strictly increasing order.
    if (key <= last) throw reader.error("The parameters are out of order, or one comes twice", "SvcParamKey");
    values.set(key, reader.vector("SvcParamValue", 2));
    last = key;
  }
  return values;
}

function parametersFrom(values: ReadonlyMap<number, Uint8Array>): ServiceParameters {
  /** `read` must read the value whole. */
  function parse<T>(key: number, read: (reader: Reader) => T): T | null {
    const value = values.get(key);
    if (value === undefined) return null;
    const reader = new Reader(value);
    const parsed = read(reader);
    reader.end(serviceParameterKeys.entry(key)!.name);
    return parsed;
  }
  return {
    keys: [...values.keys()],
    mandatory: parse(ServiceParameterKey.mandatory, readMandatory) ?? [],
    alpn: parse(ServiceParameterKey.alpn, (reader) => some(reader, readProtocolName)) ?? [],
    noDefaultAlpn: parse(ServiceParameterKey["no-default-alpn"], () => true) ?? false,
    port: parse(ServiceParameterKey.port, (reader) => reader.uint16("port")),
    ipv4hint: parse(ServiceParameterKey.ipv4hint, (reader) => some(reader, readAddress(4))) ?? [],
    ech: parse(ServiceParameterKey.ech, (reader) => reader.rest("ech")),
    ipv6hint: parse(ServiceParameterKey.ipv6hint, (reader) => some(reader, readAddress(16))) ?? [],
  };
}

/** §8: in strictly increasing order, and never `mandatory` itself, which is the first. */
function readMandatory(reader: Reader): number[] {
  let last: number = ServiceParameterKey.mandatory;
  return some(reader, (reader) => {
    const key = reader.codePoint("key", 2, serviceParameterKeys.codePoint);
    if (key <= last) throw reader.error("The mandatory keys are out of order", "mandatory");
    return last = key;
  });
}

/** §7.1.1: as in the TLS extension, without the length of them all. */
function readProtocolName(reader: Reader): string {
  return new TextDecoder("latin1").decode(reader.vector("alpn-id", 1, { minimum: 1 }));
}

function readAddress(length: 4 | 16): (reader: Reader) => string {
  return (reader) => addressFrom(reader.opaque("address", length)).text;
}

/** §7.1.1, §7.3, §8: a list that is there is not empty. */
function some<T>(reader: Reader, read: (reader: Reader) => T): T[] {
  const items: T[] = [];
  do items.push(read(reader)); while (reader.remaining > 0);
  return items;
}
