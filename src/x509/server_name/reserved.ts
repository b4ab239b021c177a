/** Names and addresses that no public certificate may be for (CA/B BR §1.6.1, "Internal Name" and "Reserved IP Address"). */

/** A single label, or a name below a domain that is not delegated to anyone (RFC 6761, RFC 6762, RFC 9476). */
export function isInternalName(name: string): boolean {
  const labels = name.toLowerCase().split(".");
  return labels.length === 1 || SPECIAL.has(labels.at(-1)!);
}

/** Loopback, private, link-local, shared and unspecified addresses, and those of the documentation. */
export function isReservedAddress(bytes: Uint8Array): boolean {
  const text = bytes.toHex();
  return (bytes.length === 4 ? IPV4 : IPV6).some(([prefix, bits]) => {
    const whole = text.slice(0, Math.floor(bits / 4));
    const rest = bits % 4;
    if (whole !== prefix.slice(0, whole.length)) return false;
    const digit = (hex: string) => parseInt(hex[whole.length] ?? "0", 16) >> (4 - rest);
    return rest === 0 || digit(text) === digit(prefix);
  });
}

const SPECIAL: ReadonlySet<string> = new Set([
  "localhost",
  "local",
  "internal",
  "test",
  "invalid",
  "alt",
  "lan",
  "home",
  "corp",
]);

/** Prefix in hex, and its length in bits (IANA's special-purpose address registries). */
const IPV4: readonly (readonly [string, number])[] = [
  ["00000000", 8],
  ["0a000000", 8],
  ["64400000", 10],
  ["7f000000", 8],
  ["a9fe0000", 16],
  ["ac100000", 12],
  ["c0000200", 24],
  ["c0a80000", 16],
  ["c6336400", 24],
  ["cb007100", 24],
];
const IPV6: readonly (readonly [string, number])[] = [
  ["00000000000000000000000000000000", 127],
  ["fc00", 7],
  ["fe80", 10],
  ["20010db8", 32],
];
