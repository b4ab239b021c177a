/** The primes of DHE before TLS 1.3: the server's own choice, and its choice among the groups of RFC 7919. */
import { NamedGroup } from "../../registry/mod.ts";
import { finiteField } from "./finite_field.ts";
import { onlyVersion } from "./offers.ts";
import { type Facts, type ProbeContext, ProbeFailed } from "./probe.ts";
import { isAnswer } from "./refusal.ts";
import { suitesWith } from "./suites_with.ts";

type FiniteField = Facts<"named_groups">["finite_fields"][number];

export interface FiniteFields {
  /** Empty where the server refuses DHE. */
  readonly finiteFields: readonly FiniteField[];
  /** Why an answer is missing; `null`: none is. */
  readonly unanswered: string | null;
}

/** Two questions at most. */
export async function finiteFields(version: number, context: ProbeContext): Promise<FiniteFields> {
  const finiteFields: FiniteField[] = [];
  try {
    for (const groups of [[], ffdhe]) {
      const found = await askForPrime(version, groups, context);
      if (found === null) break;
      finiteFields.push(found);
    }
    return { finiteFields, unanswered: null };
  } catch (error) {
    if (!(error instanceof ProbeFailed)) throw error;
    return { finiteFields, unanswered: error.message };
  }
}

/** RFC 7919 §4: the server chooses one of those offered, or none of DHE at all. */
const ffdhe: readonly number[] = [
  NamedGroup.ffdhe2048,
  NamedGroup.ffdhe3072,
  NamedGroup.ffdhe4096,
  NamedGroup.ffdhe6144,
  NamedGroup.ffdhe8192,
];

async function askForPrime(
  version: number,
  groups: readonly number[],
  { connections, offer }: ProbeContext,
): Promise<FiniteField | null> {
  const dhe = { ...onlyVersion(offer, version), cipherSuites: suitesWith("DHE", version), groups };
  const answer = await connections.ask(dhe, "server_key_exchange");
  if (answer.kind === "refused") {
    if (isAnswer(answer.failure)) return null;
    throw new ProbeFailed(answer.failure.message);
  }
  const parameters = answer.serverKeyExchange?.parameters;
  const known = parameters?.keyExchange === "DHE" ? finiteField(parameters) : null;
  return known && { ...known, groups_offered: groups.length > 0 };
}
