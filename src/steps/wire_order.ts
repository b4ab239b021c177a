/** The order in which the steps come on the wire: before TLS 1.3 the client finishes first. */
import { ProtocolVersion } from "../registry/mod.ts";
import { type StepId, stepIds } from "../report/mod.ts";

/** `protocolVersion`: `null` when none was agreed. */
export function wireOrder(protocolVersion: number | null): readonly StepId[] {
  return protocolVersion !== null && protocolVersion < ProtocolVersion.TLS_1_3 ? stepIds : tls13;
}

const tls13: readonly StepId[] = stepIds.flatMap((id): StepId[] =>
  id === "client_finished" ? [] : id === "server_finished" ? ["server_finished", "client_finished"] : [id]
);
