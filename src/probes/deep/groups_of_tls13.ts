/** What `named_groups` found for TLS 1.3, as far as handshakes can be made with it here. */
import { group } from "../../crypto/mod.ts";
import { ProtocolVersion } from "../../registry/mod.ts";
import type { DeepFacts } from "../../report/mod.ts";

type Known = { readonly facts: DeepFacts };

/** Neither a KEM nor a hybrid; `null`: the server was seen to accept none. */
export function classicalGroup(known: Known): number | null {
  return computable(known).find(isClassical) ?? null;
}

/** With the least work for both sides; `null`: the server was seen to accept none. */
export function easyGroup(known: Known): number | null {
  return classicalGroup(known) ?? computable(known)[0] ?? null;
}

function computable({ facts: { named_groups } }: Known): number[] {
  const tls13 = named_groups?.versions.find(({ version }) => version.value === ProtocolVersion.TLS_1_3);
  return (tls13?.groups ?? []).map(({ value }) => value).filter((value) => group(value) !== null);
}

function isClassical(value: number): boolean {
  const { kind } = group(value)!;
  return kind === "ECDHE" || kind === "DHE";
}
