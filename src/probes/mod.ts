export type { ExchangeFacts, HttpFacts } from "./exchange/mod.ts";
export { type HandshakeObserver, type HandshakePlan, literalAddress, probeHandshake } from "./handshake.ts";
export type { DnsFacts, HandshakeFacts, NetworkFailure, StarttlsFacts, TcpFacts } from "./handshake_facts.ts";
