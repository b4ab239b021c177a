/** What the engine needs from outside, so that a test can give it recorded entropy and a frozen clock. */
import type { KeyShare } from "../../crypto/mod.ts";
import type { ResumableSession } from "../resumable_session.ts";
import type { HandshakeLog, LoggedMessage, Secret, SettledEvidence } from "./handshake_log.ts";

export interface HandshakeContext {
  /** Milliseconds, never going back. */
  monotonic(): number;
  random(length: number): Uint8Array;
  /** A fresh key pair of a group; defaults to the crypto table's. */
  readonly generateKeyShare?: (group: number) => Promise<KeyShare>;
  /** Between the two writes of a ClientHello that is split; without it the second follows at once. */
  readonly pause?: () => Promise<void>;
  /** Told of each message and each settled step as it happens. */
  readonly onMessage?: (message: LoggedMessage) => void;
  readonly onSettled?: (log: HandshakeLog, settled: SettledEvidence) => void;
  /** Told of each secret as it is derived; without it nobody is, and the log has none of them in any case. */
  readonly onSecret?: (secret: Secret) => void;
  /** Given each session that can be resumed, as it comes; without it none is made, and no secret kept for it. */
  readonly onResumable?: (session: ResumableSession) => void;
}
