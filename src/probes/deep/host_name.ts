import { type HandshakePlan, literalAddress } from "../handshake.ts";

/** The name that the server is to have, without a final dot; `null` where all that is known is an address. */
export function hostName({ serverName, hostname }: HandshakePlan): string | null {
  const name = (serverName ?? hostname).replace(/\.$/, "");
  return literalAddress(name) === null ? name : null;
}

/** Why a probe has nothing to ask: `null` where the target has a name that means something elsewhere too. */
export function needsName(plan: HandshakePlan): string | null {
  const name = hostName(plan);
  if (name === null) return "The target is an address, without a name";
  // RFC 6761 §6.3
  return /(^|\.)localhost$/i.test(name) ? `"${name}" means this machine, and nobody is asked about it` : null;
}
