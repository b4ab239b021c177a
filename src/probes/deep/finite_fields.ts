/** The primes of DHE before TLS 1.3: the server's own choice, and all that it takes of the groups of RFC 7919. */
import { NamedGroup, supportedGroups } from "../../registry/mod.ts";
import { answerIn } from "./believed.ts";
import { finiteField } from "./finite_field.ts";
import { onlyVersion } from "./offers.ts";
import { type Facts, type ProbeContext, ProbeFailed } from "./probe.ts";
import { suitesWith } from "./suites_with.ts";

type FiniteField = Facts<"named_groups">["finite_fields"][number];

export interface FiniteFields {
  /** Empty where the server refuses DHE. */
  readonly finiteFields: readonly FiniteField[];
  /** Why an answer is missing; `null`: none is. */
  readonly unanswered: string | null;
}

/** RFC 7919 §4: the server chooses one of those offered, or none of DHE at all. */
const ffdhe: readonly number[] = [
  NamedGroup.ffdhe2048,
  NamedGroup.ffdhe3072,
  NamedGroup.ffdhe4096,
  NamedGroup.ffdhe6144,
  NamedGroup.ffdhe8192,
];

/** Every group of RFC 7919 chosen in turn, and the prime that is chosen without any. */
export const MOST_PRIMES = ffdhe.length + 1;
/** With the groups of RFC 7919, and without any. */
export const MOST_CONTROLS_OF_PRIMES = 2;

/** `MOST_PRIMES` questions at most; one where DHE is refused, two where RFC 7919 is unknown. */
export async function finiteFields(version: number, context: ProbeContext): Promise<FiniteFields> {
  const found: FiniteField[] = [];
  try {
    let offered = ffdhe;
    while (offered.length > 0) {
      const field = await askForPrime(version, offered, context);
      if (field === null) break;
      const others = offered.filter((group) => supportedGroups.codePoint(group).name !== field.name);
      const isChosen = others.length < offered.length;
      if (isChosen || found.length === 0) found.push(field);
      if (!isChosen) break;
      offered = others;
    }
    const own = found.length === 0 ? null : await askForPrime(version, [], context);
    return { finiteFields: own === null ? found : [own, ...found], unanswered: null };
  } catch (error) {
    if (!(error instanceof ProbeFailed)) throw error;
    return { finiteFields: found, unanswered: error.message };
  }
}

async function askForPrime(
  version: number,
  groups: readonly number[],
  context: ProbeContext,
): Promise<FiniteField | null> {
  const dhe = { ...onlyVersion(context.offer, version), cipherSuites: suitesWith("DHE", version), groups };
  const asked = await context.connections.ask(dhe, "server_key_exchange");
  const parameters = (await answerIn(version, asked, context))?.serverKeyExchange?.parameters;
  const known = parameters?.keyExchange === "DHE" ? finiteField(parameters) : null;
  return known && { ...known, groups_offered: groups.length > 0 };
}
