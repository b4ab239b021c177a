/** GREASE: values set aside so that peers keep ignoring what they do not know. RFC 8701 §2. */

/** Cipher suites, extensions, named groups, signature schemes and versions: 0x0a0a, 0x1a1a, … 0xfafa. */
export function isGrease(value: number): boolean {
  return (value & 0x0f0f) === 0x0a0a && value >>> 8 === (value & 0xff);
}

/** PskKeyExchangeMode, one octet: 0x0b, 0x2a, 0x49, … 0xe4, which is 0x0b + 0x1f × N. */
export function isGreaseOctet(value: number): boolean {
  return value >= 0x0b && value <= 0xe4 && (value - 0x0b) % 0x1f === 0;
}

/** ALPN identifiers: the same sixteen pairs of octets, as a protocol name of two octets. */
export function isGreaseProtocolName(name: Uint8Array): boolean {
  return name.length === 2 && isGrease(name[0]! << 8 | name[1]!);
}
