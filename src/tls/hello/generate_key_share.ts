/** A fresh key pair of a group, or the one that the context has for it. */
import { group, type KeyShare } from "../../crypto/mod.ts";
import type { HandshakeContext } from "../engine/context.ts";
import { ProtocolError } from "../protocol_error.ts";

export function generateKeyShare(value: number, context: HandshakeContext): Promise<KeyShare> {
  if (context.generateKeyShare) return context.generateKeyShare(value);
  const entry = group(value);
  if (!entry) throw new ProtocolError("internal", `There is no code for the group ${value}`, { fault: "us" });
  return entry.generate();
}
