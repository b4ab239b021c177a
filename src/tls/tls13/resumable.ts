/** A ticket of TLS 1.3 and its PSK, for a later connection, RFC 9846 §4.7.1. */
import { ProtocolVersion } from "../../registry/mod.ts";
import { earlyData, find } from "../extension/mod.ts";
import type { NewSessionTicket } from "../message/mod.ts";
import type { ResumptionPsk } from "../resumable_session.ts";
import { resumptionPsk } from "./key_schedule.ts";
import type { Authenticated } from "./wait_finished.ts";

export async function resumable(
  { suite, applicationProtocol }: Authenticated,
  resumptionSecret: Uint8Array,
  { ticket, ticketLifetime, ticketAgeAdd, ticketNonce, extensions }: NewSessionTicket,
  receivedMs: number,
): Promise<ResumptionPsk> {
  const psk = await resumptionPsk(suite.hash, resumptionSecret, ticketNonce);
  return {
    kind: "psk",
    protocolVersion: ProtocolVersion.TLS_1_3,
    cipherSuite: suite.value,
    applicationProtocol,
    ticket,
    ticketLifetime,
    ticketAgeAdd,
    receivedMs,
    maxEarlyDataSize: find(extensions, earlyData, "NewSessionTicket"),
    secret: () => psk,
  };
}
