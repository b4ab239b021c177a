/** Short ways to say what a state wants done. */
import { ContentType } from "../../registry/mod.ts";
import type { HandshakeStep } from "../failure.ts";
import { CHANGE_CIPHER_SPEC } from "../message/mod.ts";
import type { RecordProtection } from "../record/mod.ts";
import type { Read } from "./annotate.ts";
import type { Evidence } from "./evidence.ts";
import type { Protection } from "./handshake_log.ts";
import type { Output, RecordLimits } from "./state.ts";

export const sendHandshake = (
  bytes: Uint8Array,
  step: HandshakeStep,
  read?: Read,
): Output => ({
  kind: "send",
  contentType: ContentType.handshake,
  bytes,
  step,
  ...(read && { read }),
});

export const sendChangeCipherSpec = (step: HandshakeStep): Output => ({
  kind: "send",
  contentType: ContentType.change_cipher_spec,
  bytes: CHANGE_CIPHER_SPEC,
  step,
});

export const settle = (evidence: Evidence): Output => ({ kind: "settle", evidence });

export const readWith = (protection: Protection, keys: RecordProtection): Output => ({
  kind: "read_with",
  protection,
  keys,
});

export const writeWith = (protection: Protection, keys: RecordProtection): Output => ({
  kind: "write_with",
  protection,
  keys,
});

export const limitRecords = (limits: RecordLimits): Output => ({ kind: "limit_records", limits });

/** `at`: octets of the next flight's first write. */
export const splitFlight = (at: number): Output => ({ kind: "split_flight", at });

export const expectChangeCipherSpec: Output = { kind: "expect_change_cipher_spec" };

/** `label`: as in an NSS key log, RFC 9850. */
export const keyLog = (label: string, secret: Uint8Array): Output => ({ kind: "secret", label, secret });
