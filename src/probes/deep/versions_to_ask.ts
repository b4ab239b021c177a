/** The versions in which a question is worth asking that both have: TLS 1.3, and one for all before it. */
import { ProtocolVersion } from "../../registry/mod.ts";
import type { DeepFacts } from "../../report/mod.ts";
import { acceptedVersions } from "./accepted_versions.ts";

export interface VersionsToAsk {
  readonly tls13: boolean;
  /** The newest before TLS 1.3 that has extensions; `null`: the server has none. */
  readonly older: number | null;
}

export function versionsToAsk(facts: DeepFacts): VersionsToAsk {
  const versions = acceptedVersions(facts).filter((version) => version >= ProtocolVersion.TLS_1_0);
  return {
    tls13: versions.includes(ProtocolVersion.TLS_1_3),
    older: versions.find((version) => version < ProtocolVersion.TLS_1_3) ?? null,
  };
}

/** A reason for `notApplicable`. */
export function noExtensions(facts: DeepFacts): string | null {
  const { tls13, older } = versionsToAsk(facts);
  return tls13 || older !== null ? null : "The server was seen to accept no version from TLS 1.0 on";
}
