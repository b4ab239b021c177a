/** What TLS 1.3 has agreed on once the ServerHello is in. */
import type { Tls13Suite } from "../cipher_suite.ts";
import type { HelloRetryEvidence } from "../engine/evidence.ts";
import type { Client } from "../hello/client.ts";
import type { ServerHello } from "../message/mod.ts";
import type { KeySchedule, TrafficSecrets } from "./key_schedule.ts";
import type { OfferedPsk } from "./offered_psk.ts";

export interface Negotiated {
  readonly client: Client;
  readonly retry: HelloRetryEvidence | null;
  readonly serverHello: ServerHello;
  readonly suite: Tls13Suite;
  /** The one that the server took up; `null`: this is a full handshake. */
  readonly psk: OfferedPsk | null;
  /** `null`: the PSK does alone. */
  readonly namedGroup: number | null;
  /** At the Handshake Secret. */
  readonly schedule: KeySchedule;
  readonly handshakeSecrets: TrafficSecrets;
}
