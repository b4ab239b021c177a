/** What the engine needs from outside, so that a test can give it recorded entropy and a frozen clock. */
import type { KeyShare } from "../../crypto/mod.ts";
import type { HandshakeLog, LoggedMessage, SettledEvidence } from "./handshake_log.ts";

export interface HandshakeContext {
  /** Milliseconds, never going back. */
  monotonic(): number;
  random(length: number): Uint8Array;
  /** A fresh key pair of a group; defaults to the crypto table's. */
  readonly generateKeyShare?: (group: number) => Promise<KeyShare>;
  /** Keep secrets in the log, under their NSS labels. Off unless asked for. */
  readonly keepSecrets?: boolean;
  /** Told of each message and each settled step as it happens. */
  readonly onMessage?: (message: LoggedMessage) => void;
  readonly onSettled?: (log: HandshakeLog, settled: SettledEvidence) => void;
}
