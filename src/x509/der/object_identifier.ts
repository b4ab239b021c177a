/** The dotted form of an OBJECT IDENTIFIER's content octets; `null` when they are not one (X.690 §8.19). */
export function objectIdentifier(bytes: Uint8Array, start: number, end: number): string | null {
  if (start === end || end - start > MAXIMUM_OCTETS || bytes[end - 1]! >= 0x80) return null;
  let text = "";
  let value = 0;
  let first = true;
  for (let i = start; i < end; i++) {
    const octet = bytes[i]!;
    // X.690 §8.19.2: the fewest possible octets
    if (value === 0 && octet === 0x80) return null;
    value = value * 128 + (octet & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER / 128) return null;
    if (octet >= 0x80) continue;
    if (first) {
      // X.690 §8.19.4: the first two arcs share a subidentifier
      const arc = Math.min(Math.floor(value / 40), 2);
      text = `${arc}.${value - arc * 40}`;
      first = false;
    } else text += `.${value}`;
    value = 0;
  }
  return text;
}

/** Arcs of 128 bits (UUIDs under 2.25) are not used in certificates and not read. */
const MAXIMUM_OCTETS = 64;
