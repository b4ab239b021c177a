/** The versions that a question is worth asking in, by what is known of them. */
import { ProtocolVersion } from "../../registry/mod.ts";
import type { DeepFacts } from "../../report/mod.ts";

export interface VersionsToAsk {
  readonly tls13: boolean;
  /** The newest before TLS 1.3 that has extensions; `null`: there is none. */
  readonly older: number | null;
}

/** Where nobody has found out, both. */
export function versionsToAsk({ protocol_versions }: DeepFacts): VersionsToAsk {
  if (protocol_versions === null) return { tls13: true, older: ProtocolVersion.TLS_1_2 };
  const takes = (value: number) =>
    protocol_versions.versions.some(({ version, accepted }) => version.value === value && accepted !== false);
  return { tls13: takes(ProtocolVersion.TLS_1_3), older: older.find(takes) ?? null };
}

const older: readonly number[] = [ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_1, ProtocolVersion.TLS_1_0];
