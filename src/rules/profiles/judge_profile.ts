/** A server's facts against a profile: a table of every requirement. Pure. */
import type { Certificate, Chain, Connection, Deep, DeepFacts, ProbeId, Profile } from "../../report/mod.ts";
import type { ProfileDefinition, RequirementCheck } from "../../report/profile.ts";
import {
  checkCertificateKeys,
  checkCertificateSignatures,
  checkLifetime,
  checkStapling,
} from "./certificate_checks.ts";
import { checkFact } from "./fact_check.ts";
import type { Outcome } from "./outcome.ts";
import { checkSet, type Names } from "./set_check.ts";

type Facts<Id extends ProbeId> = NonNullable<DeepFacts[Id]>;

export interface ProfileInput {
  readonly deep: Pick<Deep, "probes" | "facts">;
  readonly connection: Connection | null;
  readonly certificates: readonly Certificate[];
  readonly chain: Chain | null;
}

export function judgeProfile(definition: ProfileDefinition, input: ProfileInput): Profile {
  const requirements = definition.requirements.map(({ id, title, level, check, reference }) => ({
    id,
    title,
    level,
    ...checkRequirement(check, input),
    reference: reference ?? null,
  }));
  const musts = requirements.filter(({ level }) => level === "must");
  const met = musts.some(({ status }) => status === "not_met")
    ? false
    : musts.every(({ status }) => status === "met") || null;
  const { name, title, reference } = definition;
  return { name, title, reference: reference ?? null, met, requirements };
}

function checkRequirement(
  check: RequirementCheck,
  { deep, connection, certificates, chain }: ProfileInput,
): Outcome {
  /** What was learnt by a probe, or why there is nothing to ask for. */
  const learnt = <Id extends ProbeId>(
    id: Id,
    judge: (facts: NonNullable<DeepFacts[Id]>) => Outcome,
  ): Outcome => {
    const facts = deep.facts[id];
    return facts === null ? unlearnt(id, deep) : judge(facts as NonNullable<DeepFacts[Id]>);
  };
  if ("protocol_versions" in check) {
    return learnt(
      "protocol_versions",
      (facts) => checkSet(check.protocol_versions, versions(facts), "Versions"),
    );
  }
  if ("cipher_suites" in check) {
    return learnt("cipher_suites", (facts) => checkSet(check.cipher_suites, suites(facts), "Cipher suites"));
  }
  if ("first_cipher_suite" in check) {
    return learnt(
      "cipher_suites",
      (facts) => checkSet(check.first_cipher_suite, firstSuites(facts), "First choices"),
    );
  }
  if ("cipher_suite_preference" in check) {
    return learnt("cipher_suites", (facts) => preference(facts, check.cipher_suite_preference));
  }
  if ("named_groups" in check) {
    return learnt("named_groups", (facts) => checkSet(check.named_groups, groups(facts), "Groups"));
  }
  if ("signature_schemes" in check) {
    return learnt(
      "signature_schemes",
      (facts) => checkSet(check.signature_schemes, schemes(facts), "Signature schemes"),
    );
  }
  if ("finite_field_bits" in check) {
    return learnt(
      "cipher_suites",
      (facts) => finiteFields(facts, deep.facts, check.finite_field_bits.minimum),
    );
  }
  if ("hsts_seconds" in check) return learnt("hsts", (facts) => hsts(facts, check.hsts_seconds.minimum));
  if ("certificate_keys" in check) {
    return checkCertificateKeys(check.certificate_keys, certificates, deep.facts);
  }
  if ("certificate_signatures" in check) {
    return checkCertificateSignatures(check.certificate_signatures, check.of ?? "sent", certificates);
  }
  if ("certificate_lifetime_days" in check) {
    return checkLifetime(check.certificate_lifetime_days.maximum, certificates);
  }
  if ("ocsp_stapling" in check) return checkStapling(connection, certificates);
  if ("trusted" in check) return trusted(chain);
  const [id] = check.fact.split(".");
  return deep.facts[id as ProbeId] === null ? unlearnt(id as ProbeId, deep) : checkFact(check, deep.facts);
}

/** What does not apply to a server cannot be against it. */
function unlearnt(id: ProbeId, { probes }: ProfileInput["deep"]): Outcome {
  const probe = probes.find((probe) => probe.id === id);
  const status = probe?.status === "not_applicable" ? "met" : "unknown";
  return { status, detail: probe?.reason ?? "It was not asked" };
}

function versions({ versions }: Facts<"protocol_versions">): Names {
  return {
    found: versions.filter(({ accepted }) => accepted).map(({ version }) => nameOf(version)),
    complete: versions.every(({ accepted }) => accepted !== null),
  };
}

function suites({ versions }: Facts<"cipher_suites">): Names {
  return {
    found: unique(versions.flatMap(({ suites }) => suites.map(({ cipher_suite }) => nameOf(cipher_suite)))),
    complete: versions.every(({ complete }) => complete),
  };
}

/** Of each version: what a client that leaves the choice to the server gets. */
function firstSuites({ versions }: Facts<"cipher_suites">): Names {
  const found = versions.flatMap(({ suites: [first] }) => first ? [nameOf(first.cipher_suite)] : []);
  return { found: unique(found), complete: true };
}

function preference({ versions }: Facts<"cipher_suites">, wanted: "client" | "server"): Outcome {
  const others = versions.filter(({ preference }) => preference !== wanted && preference !== "unknown");
  if (others.length > 0) {
    const where = others.map(({ version }) => nameOf(version)).join(", ");
    return {
      status: "not_met",
      detail: `The ${wanted === "client" ? "server" : "client"} chooses in ${where}`,
    };
  }
  return {
    status: "met",
    detail: `No version in which the ${wanted === "client" ? "server" : "client"} chooses`,
  };
}

function groups({ versions }: Facts<"named_groups">): Names {
  return {
    found: unique(versions.flatMap(({ groups }) => groups.map(nameOf))),
    complete: versions.every(({ complete }) => complete),
  };
}

function schemes({ versions }: Facts<"signature_schemes">): Names {
  return {
    found: unique(versions.flatMap(({ schemes }) => schemes.map(nameOf))),
    complete: versions.every(({ complete }) => complete),
  };
}

function finiteFields(
  { versions }: Facts<"cipher_suites">,
  { named_groups }: DeepFacts,
  minimum: number,
): Outcome {
  const seen = [
    ...named_groups?.finite_fields ?? [],
    ...versions.flatMap(({ suites }) => suites.flatMap(({ finite_field }) => finite_field ?? [])),
  ].map(({ bits }) => bits);
  if (seen.length === 0) return { status: "met", detail: "No finite-field key exchange" };
  const least = Math.min(...seen);
  return { status: least < minimum ? "not_met" : "met", detail: `The smallest prime has ${least} bits` };
}

function hsts({ header, valid, max_age_seconds }: Facts<"hsts">, minimum: number): Outcome {
  if (header === null) return { status: "not_met", detail: "No Strict-Transport-Security" };
  if (!valid || max_age_seconds === null) {
    return { status: "not_met", detail: "Strict-Transport-Security that browsers ignore" };
  }
  return {
    status: max_age_seconds < minimum ? "not_met" : "met",
    detail: `max-age is ${max_age_seconds}, and ${minimum} is asked for`,
  };
}

function trusted(chain: Chain | null): Outcome {
  if (chain === null) return { status: "unknown", detail: "No certificate came" };
  const isGood = chain.trusted && chain.valid_now && chain.name_matches !== false;
  return {
    status: isGood ? "met" : "not_met",
    detail: chain.error?.message ?? "A trusted path, in time and for the name",
  };
}

function nameOf({ name, hex }: { readonly name: string | null; readonly hex: string }): string {
  return name ?? hex;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
