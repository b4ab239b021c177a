/** RFC 8701: values that mean nothing, so that servers stay used to what they do not know. */
import type { Grease } from "../extension/mod.ts";

/** Five octets of entropy pick this connection's values. */
export function pickGrease(random: (length: number) => Uint8Array): Grease {
  const [suite, group, version, first, last] = Array.from(random(5), reservedValue) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    cipherSuite: suite,
    group,
    version,
    firstExtension: first,
    // RFC 8701 §3.1: two GREASE extensions must not share a value.
    lastExtension: first === last ? reservedValue(last + 16) : last,
  };
}

/** {0x0A0A, 0x1A1A, …, 0xFAFA}. */
function reservedValue(octet: number): number {
  const low = (octet & 0xf0) | 0x0a;
  return low * 0x0101;
}
