/** What the client knows once its ClientHello is sent: the ground that every later state stands on. */
import type { KeyShare } from "../../crypto/mod.ts";
import type { HandshakeContext } from "../engine/context.ts";
import type { Transcript } from "../engine/transcript.ts";
import type { Grease } from "../extension/mod.ts";
import type { ClientHello } from "../message/mod.ts";
import type { Offer } from "../offer.ts";
import type { OfferedPsk } from "../tls13/offered_psk.ts";

export interface Client {
  readonly offer: Offer;
  readonly context: HandshakeContext;
  readonly grease: Grease | null;
  readonly clientHello: ClientHello;
  readonly keyShares: readonly KeyShare[];
  /** `null`: none was offered. */
  readonly psk: OfferedPsk | null;
  readonly transcript: Transcript;
  /** When the ClientHello was handed to the transport. */
  readonly sentMs: number;
}
