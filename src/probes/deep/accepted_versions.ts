/** What later probes go by: the versions that the server accepts, from SSL 3.0 on, the newest first. */
import { ProtocolVersion } from "../../registry/mod.ts";
import type { DeepFacts } from "../../report/mod.ts";

export function acceptedVersions({ protocol_versions: facts }: DeepFacts): number[] {
  return (facts?.versions ?? [])
    .filter(({ version, accepted }) => accepted === true && version.value >= ProtocolVersion.SSL_3_0)
    .map(({ version }) => version.value)
    .sort((one, other) => other - one);
}

/** `null`: it is not known. */
export function acceptsTls13({ protocol_versions: facts }: DeepFacts): boolean | null {
  const tls13 = facts?.versions.find(({ version }) => version.value === ProtocolVersion.TLS_1_3);
  return tls13?.accepted ?? null;
}

/** Reasons for `notApplicable`. */
export function noVersion(facts: DeepFacts): string | null {
  return acceptedVersions(facts).length > 0 ? null : "There is no version that the server was seen to accept";
}

export function noTls13(facts: DeepFacts): string | null {
  return acceptedVersions(facts).includes(ProtocolVersion.TLS_1_3)
    ? null
    : "The server was not seen to accept TLS 1.3";
}
