/** iPAddress subtrees (RFC 5280 §4.2.1.10): an address and a mask, as in RFC 4632. */

/** `null` unless it is two addresses' length and the mask is ones, then zeros. */
export function ipSubtree(bytes: Uint8Array): IpSubtree | null {
  if (bytes.length !== 8 && bytes.length !== 32) return null;
  const half = bytes.length / 2;
  const mask = bytes.subarray(half);
  const bits = [...mask].map((octet) => octet.toString(2).padStart(8, "0")).join("");
  return bits.includes("01") ? null : { address: bytes.subarray(0, half), mask };
}

export interface IpSubtree {
  readonly address: Uint8Array;
  readonly mask: Uint8Array;
}

/** An address of the other family lies without; what is no address cannot be compared. */
export function containsAddress({ address, mask }: IpSubtree, bytes: Uint8Array): boolean | null {
  if (bytes.length !== 4 && bytes.length !== 16) return null;
  return bytes.length === address.length &&
    bytes.every((octet, index) => ((octet ^ address[index]!) & mask[index]!) === 0);
}
