/** Which schemes go with one kind of key, and so with one certificate. */
import { ProtocolVersion, signatureAndHashAlgorithm } from "../../registry/mod.ts";
import type { DeepFacts } from "../../report/mod.ts";

export interface KeyKind {
  /** The version to ask in. */
  readonly version: number;
  readonly schemes: readonly number[];
}

const { TLS_1_3, TLS_1_2 } = ProtocolVersion;

/** The kinds that the server was seen to sign with; those of TLS 1.2 that TLS 1.3 has not shown already behind them. */
export function keyKinds({ signature_schemes }: DeepFacts): KeyKind[] {
  const schemesIn = (value: number) =>
    signature_schemes?.versions.find(({ version }) => version.value === value)?.schemes
      .map(({ value }) => value) ?? [];
  const newer = schemesIn(TLS_1_3);
  const seen = new Set(newer.map(keyOf));
  const older = schemesIn(TLS_1_2).filter((scheme) => !seen.has(keyOf(scheme)));
  return [
    // RFC 9846 §4.3.3: here an ECDSA scheme names its curve, and so tells two certificates apart.
    ...kindsIn(TLS_1_3, newer, (scheme) => keyOf(scheme) === "ECDSA" ? nameOf(scheme) : keyOf(scheme)),
    ...kindsIn(TLS_1_2, older, keyOf),
  ];
}

function kindsIn(version: number, schemes: readonly number[], key: (scheme: number) => string): KeyKind[] {
  return [...Map.groupBy(schemes, key).values()].map((schemes) => ({ version, schemes }));
}

function keyOf(scheme: number): string {
  const name = nameOf(scheme);
  if (name.startsWith("rsa_pss_pss_")) return "RSASSA-PSS";
  if (name.startsWith("rsa_") || name.endsWith("/rsa")) return "RSA";
  if (name.startsWith("ecdsa_") || name.endsWith("/ecdsa")) return "ECDSA";
  return name.endsWith("/dsa") ? "DSA" : name;
}

function nameOf(scheme: number): string {
  const { name, hex } = signatureAndHashAlgorithm(scheme);
  return name ?? hex;
}
