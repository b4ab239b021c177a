import type { ExtensionType } from "./type.ts";

/** RFC 5280 §4.2.1.3, in the order of the bits. */
const bits = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
] as const;

export type KeyUsageBit = typeof bits[number];

export const keyUsage: ExtensionType<ReadonlySet<KeyUsageBit>> = {
  oid: "2.5.29.15",
  name: "keyUsage",
  reference: "RFC 5280 §4.2.1.3",
  critical: null, // "SHOULD mark this extension as critical"
  decode: (reader) => {
    const set = reader.namedBits("KeyUsage");
    // RFC 5280 §4.2.1.3: at least one of the bits MUST be set to 1
    if (set.length === 0) reader.fault("has no bit set", "KeyUsage");
    return new Set(set.flatMap((bit) => bits[bit] ?? []));
  },
};
