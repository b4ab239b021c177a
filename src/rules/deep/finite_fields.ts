/** The primes that a server was seen to use for DHE before TLS 1.3, by whichever probe. */
import { TLS_1_2 } from "../../registry/mod.ts";
import type { CodePoint, DeepFacts } from "../../report/mod.ts";

export interface FiniteField {
  readonly bits: number;
  /** Of a published prime. */
  readonly name: string | null;
}

/** Each once, the smallest first. */
export function finiteFields({ named_groups, cipher_suites, ephemeral_keys }: DeepFacts): FiniteField[] {
  const seen: FiniteField[] = [
    ...named_groups?.finite_fields ?? [],
    ...(cipher_suites?.versions ?? []).filter(isOld).flatMap(({ suites }) =>
      suites.map(({ finite_field }) => finite_field)
    ),
    ...(ephemeral_keys?.exchanges ?? []).filter(isOld).map(({ finite_field }) => finite_field),
  ].filter((field) => field !== null);
  const each = new Map(seen.map((field) => [`${field.bits} ${field.name}`, field]));
  return [...each.values()].sort((a, b) => a.bits - b.bits);
}

export function inWords({ bits, name }: FiniteField): string {
  return name === null
    ? `a prime of the server's own of ${bits} bits`
    : `the published prime ${name} of ${bits} bits`;
}

function isOld({ version }: { readonly version: CodePoint }): boolean {
  return version.value <= TLS_1_2;
}
