import { tag } from "../der/tag.ts";
import type { ExtensionType } from "./type.ts";

export interface BasicConstraints {
  readonly cA: boolean;
  /** `null`: no limit. */
  readonly pathLenConstraint: number | null;
}

export const basicConstraints: ExtensionType<BasicConstraints> = {
  oid: "2.5.29.19",
  name: "basicConstraints",
  reference: "RFC 5280 §4.2.1.9",
  // Critical in a CA's certificate, either way in another's: the rule for CAs says so itself.
  critical: null,
  decode: (reader) =>
    reader.sequence("BasicConstraints", (sequence) => ({
      cA: sequence.defaultFalse("cA"),
      pathLenConstraint: sequence.nextTag === tag.integer ? sequence.smallInteger("pathLenConstraint") : null,
    })),
};
