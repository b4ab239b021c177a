import type { ExtensionType } from "./type.ts";

/** TLS extension numbers that the server promises to answer; 5 is must-staple. */
export const tlsFeature: ExtensionType<readonly number[]> = {
  oid: "1.3.6.1.5.5.7.1.24",
  name: "tlsfeature",
  reference: "RFC 7633 §4",
  critical: null,
  decode: (reader) => reader.sequenceOf("Features", (each) => each.smallInteger("feature")),
};
