/** What TLS 1.3 alone answers is asked for in TLS 1.3 alone. */
import { ProtocolVersion } from "../../registry/mod.ts";
import { type Offer, otherOffers } from "../../tls/mod.ts";

/** With everything that the engine can complete, so that a certificate is seen whatever the server has. */
export function onlyTls13(offer: Offer): Offer {
  return { ...otherOffers.widest(offer), versions: [ProtocolVersion.TLS_1_3] };
}
