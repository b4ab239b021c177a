import { type HandshakePlan, literalAddress } from "../handshake.ts";

/** The name that the server is to have, without a final dot; `null` where all that is known is an address. */
export function hostName({ serverName, hostname }: HandshakePlan): string | null {
  const name = (serverName ?? hostname).replace(/\.$/, "");
  return literalAddress(name) === null ? name : null;
}

/** Why a probe has nothing to ask: `null` where the target has a name. */
export function needsName(plan: HandshakePlan): string | null {
  return hostName(plan) === null ? "The target is an address, without a name" : null;
}
