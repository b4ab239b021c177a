/** A ClientHello of TLS 1.3 from which a handshake can be made: for what a server says under its first keys. */
import { ProtocolVersion } from "../../registry/mod.ts";
import { type Offer, otherOffers } from "../../tls/mod.ts";
import { easyGroup } from "./groups_of_tls13.ts";
import type { ProbeContext } from "./probe.ts";

/** The one that the server answered in the check, without its older versions, and with one key share where one will do. */
export function completableOffer(context: Pick<ProbeContext, "plan" | "offer" | "facts">): Offer {
  const { offer, plan } = context;
  const { serverName, applicationProtocols } = offer;
  const { TLS_1_3 } = ProtocolVersion;
  const answered = offer.versions.includes(TLS_1_3)
    ? offer
    : { ...otherOffers.widest(plan.offer), serverName, applicationProtocols };
  const group = easyGroup(context);
  return {
    ...answered,
    versions: [TLS_1_3],
    ...group === null ? {} : { groups: [group], keyShares: [group] },
  };
}
