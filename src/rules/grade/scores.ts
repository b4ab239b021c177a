/** The guide's three scores, from 0 to 100: each is of the best and the worst that the server accepts. */
import type { DeepFacts, Grade } from "../../report/mod.ts";
import { rsaBits, suiteBits } from "./strength.ts";
import type { GradeInput } from "./grade_input.ts";

type Scores = NonNullable<Grade["scores"]>;

/** `null` when versions, suites or groups were not learnt. */
export function scoresOf(input: GradeInput): Scores | null {
  const protocol = protocolSupport(input.facts);
  const exchange = keyExchange(input);
  const strength = cipherStrength(input.facts);
  if (protocol === null || exchange === null || strength === null) return null;
  // The guide: a zero in any category is a zero for all.
  const total = Math.min(protocol, exchange, strength) === 0
    ? 0
    : 0.3 * protocol + 0.3 * exchange + 0.4 * strength;
  return {
    protocol_support: protocol,
    key_exchange: exchange,
    cipher_strength: strength,
    total: Math.round(total * 10) / 10,
  };
}

/** Table 3 of the guide. */
const versionScores: ReadonlyMap<string, number> = new Map([
  ["SSL 2.0", 0],
  ["SSL 3.0", 80],
  ["TLS 1.0", 90],
  ["TLS 1.1", 95],
  ["TLS 1.2", 100],
  ["TLS 1.3", 100],
]);

function protocolSupport({ protocol_versions }: DeepFacts): number | null {
  if (protocol_versions === null) return null;
  const accepted = protocol_versions.versions.filter(({ accepted }) => accepted);
  return middle(accepted.map(({ version }) => versionScores.get(version.name ?? "") ?? 0));
}

/** Table 4: by the weakest key that an exchange rests on, as so many bits of RSA. */
function keyExchange({ facts, certificates }: GradeInput): number | null {
  const { cipher_suites, named_groups } = facts;
  const [leaf] = certificates;
  if (cipher_suites === null || named_groups === null || leaf === undefined) return null;
  const suites = cipher_suites.versions.flatMap(({ suites }) => suites);
  if (suites.some(({ cipher_suite: { name } }) => name?.includes("_anon_"))) return 0;
  if (suites.some(({ cipher_suite: { name } }) => name?.includes("_EXPORT"))) return 40;
  const bits = [
    rsaBits(leaf.public_key),
    ...named_groups.versions.flatMap(({ groups }) => groups.map(({ name }) => rsaBits({ group: name }))),
    ...named_groups.finite_fields.map(({ bits }) => bits),
    ...suites.flatMap(({ finite_field }) => finite_field === null ? [] : [finite_field.bits]),
  ].filter((bits) => bits !== null);
  const weakest = Math.min(...bits);
  return keyScores.find(({ below }) => weakest < below)?.score ?? 100;
}

const keyScores = [
  { below: 512, score: 20 },
  { below: 1024, score: 40 },
  { below: 2048, score: 80 },
  { below: 4096, score: 90 },
];

/** Table 5. */
function cipherStrength({ cipher_suites }: DeepFacts): number | null {
  if (cipher_suites === null) return null;
  const bits = cipher_suites.versions.flatMap(({ suites }) =>
    suites.map(({ cipher_suite }) => suiteBits(cipher_suite.name ?? ""))
  );
  return middle(bits.map((bits) => bits === 0 ? 0 : bits < 128 ? 20 : bits < 256 ? 80 : 100));
}

function middle(scores: readonly number[]): number {
  return scores.length === 0 ? 0 : (Math.max(...scores) + Math.min(...scores)) / 2;
}
