export type { ExchangeFacts, HttpFacts } from "./exchange/mod.ts";
export { askWithLess, noFacts, probeDeeply, type Probing, type Situation } from "./deep/mod.ts";
export { fetchIssuers, type IssuerFetch } from "./fetch_issuers.ts";
export {
  type HandshakeObserver,
  type HandshakePlan,
  literalAddress,
  probeHandshake,
  resolveAddresses,
} from "./handshake.ts";
export type {
  AttemptFacts,
  DnsFacts,
  HandshakeFacts,
  NetworkFailure,
  PreludeFailure,
  StarttlsFacts,
  TcpFacts,
} from "./handshake_facts.ts";
export type { VariationId } from "./variations.ts";
export { type InternalFailure, internalFailure } from "./internal_failure.ts";
export { askOcspResponder, crlBudget, fetchCrl, MAXIMUM_CRL_OCTETS } from "./revocation.ts";
