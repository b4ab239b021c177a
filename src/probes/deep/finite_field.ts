/** The prime of a finite-field key exchange, as the report has it. */
import { describeDheParameters, KeyShareError } from "../../crypto/mod.ts";
import type { Facts } from "./probe.ts";

type FiniteField = NonNullable<Facts<"ephemeral_keys">["exchanges"][number]["finite_field"]>;

/** `parameters`: big-endian octets. `null` for what is no prime at all, or too large to look at. */
export function finiteField(
  parameters: { readonly p: Uint8Array; readonly g: Uint8Array },
): FiniteField | null {
  try {
    const { bits, name } = describeDheParameters(parameters);
    return bits === 0 ? null : { bits, name };
  } catch (error) {
    if (error instanceof KeyShareError) return null;
    throw error;
  }
}
