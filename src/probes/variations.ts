/**
 * What else to offer a server that refused the ordinary ClientHello before saying anything about itself, and in
 * which order. The first variation that is answered with a ServerHello tells what the server could not stand.
 */
import { AlertDescription } from "../registry/mod.ts";
import { type Failure, type Offer, otherOffers } from "../tls/mod.ts";

export type VariationId =
  | "one_packet"
  | "without_tls13"
  | "without_server_name"
  | "without_application_protocols"
  | "widest"
  | "oldest"
  | "only_weak";

export interface Variation {
  readonly id: VariationId;
  readonly offer: Offer;
}

const transformations: { readonly [Id in VariationId]: (offer: Offer) => Offer } = {
  one_packet: otherOffers.onePacket,
  without_tls13: otherOffers.withoutTls13,
  without_server_name: otherOffers.withoutServerName,
  without_application_protocols: otherOffers.withoutApplicationProtocols,
  widest: otherOffers.widest,
  oldest: otherOffers.oldest,
  only_weak: otherOffers.onlyWeak,
};

/** The variations worth trying after `failure`, most likely first; empty when the failure says all there is to say. */
export function variationsAfter(failure: Failure, offer: Offer): Variation[] {
  return order(failure).filter((id) => applies(id, offer)).map((id) => ({
    id,
    offer: transformations[id](offer),
  }));
}

function order({ step, code, alert, alertFrom }: Failure): readonly VariationId[] {
  if (step !== "server_hello") return [];
  if (code === "connection_closed" || code === "connection_reset") return afterSilence;
  if (code !== "alert_received" || alertFrom !== "peer" || alert === null) return [];
  return afterAlert.get(alert) ?? ["one_packet", "without_tls13", "without_server_name", "widest", "oldest"];
}

/** A server that hangs up gives no reason: from what breaks most often to what is left. */
const afterSilence: readonly VariationId[] = [
  "one_packet",
  "without_tls13",
  "widest",
  "without_server_name",
  "oldest",
  "only_weak",
];

const afterAlert: ReadonlyMap<number, readonly VariationId[]> = new Map([
  [AlertDescription.unrecognized_name, ["without_server_name"]],
  [AlertDescription.no_application_protocol, ["without_application_protocols"]],
  [AlertDescription.handshake_failure, [
    "widest",
    "one_packet",
    "without_tls13",
    "without_server_name",
    "oldest",
    "only_weak",
  ]],
  [AlertDescription.insufficient_security, ["widest", "without_tls13", "oldest", "only_weak"]],
  [AlertDescription.protocol_version, ["without_tls13", "oldest", "only_weak"]],
  [AlertDescription.access_denied, ["without_server_name"]],
  [AlertDescription.internal_error, ["without_server_name", "one_packet", "without_tls13", "widest"]],
]);

function applies(id: VariationId, { serverName, applicationProtocols }: Offer): boolean {
  if (id === "without_server_name") return serverName !== null;
  return id !== "without_application_protocols" || applicationProtocols.length > 0;
}
