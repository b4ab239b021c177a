export type { ExchangeFacts, HttpFacts } from "./exchange/mod.ts";
export { type HandshakeObserver, type HandshakePlan, literalAddress, probeHandshake } from "./handshake.ts";
export type {
  AttemptFacts,
  DnsFacts,
  HandshakeFacts,
  NetworkFailure,
  StarttlsFacts,
  TcpFacts,
} from "./handshake_facts.ts";
export type { VariationId } from "./variations.ts";
