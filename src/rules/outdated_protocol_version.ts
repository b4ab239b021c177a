/** A version that RFC 8996 has taken out of use. */
import { TLS_1_2 } from "../registry/mod.ts";
import type { Finding } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

export function outdatedProtocolVersion({ connection }: RuleInput): Finding[] {
  if (connection === null || connection.protocol_version.value >= TLS_1_2) return [];
  const name = connection.protocol_version.name ?? connection.protocol_version.hex;
  return [{
    id: "protocol.outdated",
    severity: "medium",
    title: "Outdated protocol version",
    detail: `The server chose ${name} although TLS 1.3 and TLS 1.2 were offered; browsers refuse it`,
    remedy: "Turn on TLS 1.2 and TLS 1.3 in the server, updating its TLS library if need be",
    evidence: ["server_hello"],
    references: ["RFC 8996", "RFC 9325 §3.1.1"],
  }];
}
