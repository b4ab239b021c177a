/** What a key exchange comes to on the client's side. */
import type { PremasterSecretEvidence } from "../../engine/evidence.ts";

export interface Agreement {
  /** The ClientKeyExchange message. */
  readonly clientKeyExchange: Uint8Array;
  readonly premasterSecret: Uint8Array;
  readonly evidence: PremasterSecretEvidence;
}
