/** Which group a server chooses of those offered: the questions that `named_groups` puts again and again. */
import { DecodeError } from "../../bytes/mod.ts";
import { describePublicKey, spkiOf } from "../../crypto/mod.ts";
import { NamedGroup, ProtocolVersion } from "../../registry/mod.ts";
import type { ServerAnswer } from "../../tls/mod.ts";
import { answerIn } from "./believed.ts";
import type { Choice } from "./find_accepted.ts";
import { onlyVersion } from "./offers.ts";
import type { ProbeContext } from "./probe.ts";
import { suitesWith } from "./suites_with.ts";

type Ask = (offered: readonly number[]) => Promise<Choice<number>>;

/** Every group that IANA has for the version, in the order in which they are offered. */
export function groupsOf(version: number, { offer }: ProbeContext): readonly number[] {
  return onlyVersion(offer, version).groups;
}

/** Of them, those for ECDHE before TLS 1.3. */
export function curvesOf(version: number, context: ProbeContext): readonly number[] {
  return groupsOf(version, context).filter((group) => group < NamedGroup.ffdhe2048);
}

/** Those to send a share for, where nothing else helps. */
export const sharedGroups: readonly number[] = [
  NamedGroup.X25519MLKEM768,
  NamedGroup.x25519,
  NamedGroup.secp256r1,
  NamedGroup.secp384r1,
  NamedGroup.secp521r1,
];

/** RFC 9846 §4.3.8: a client that sends no share has the server say which it wants. */
export function askForGroup(context: ProbeContext): Ask {
  return askInTls13(context, () => []);
}

export function askWithShares(context: ProbeContext): Ask {
  return askInTls13(context, (groups) => groups);
}

/**
 * RFC 8422 §5.1.1: before TLS 1.3 the curve of an ECDSA certificate has to be among those offered too, so it stays
 * there, last, where a server wants none of the others without it.
 */
export function askForCurve(version: number, context: ProbeContext): Ask {
  const { connections, offer } = context;
  const ecdhe = { ...onlyVersion(offer, version), cipherSuites: suitesWith("ECDHE", version) };
  let certificateCurve: number | null = null;
  let isNeeded = false;
  const ask: Ask = async (groups) => {
    const answer = await connections.ask({ ...ecdhe, groups }, "server_key_exchange");
    certificateCurve ??= answer.kind === "answered" ? curveOfCertificate(answer) : null;
    return choiceOf(await answerIn(version, answer, context));
  };
  return async (groups) => {
    const further = certificateCurve === null || groups.includes(certificateCurve) ? [] : [certificateCurve];
    if (!isNeeded || further.length === 0) {
      const choice = await ask(groups);
      if (choice.kind !== "none" || further.length === 0) return choice;
      isNeeded = true;
    }
    const last = await ask([...groups, ...further]);
    return last.kind === "chosen" && further.includes(last.value) ? none : last;
  };
}

const none = { kind: "none" } as const;

function askInTls13(context: ProbeContext, sharesOf: (groups: readonly number[]) => readonly number[]): Ask {
  const version = ProtocolVersion.TLS_1_3;
  const tls13 = onlyVersion(context.offer, version);
  return async (groups) => {
    const asked = { ...tls13, groups, keyShares: sharesOf(groups) };
    const answer = await answerIn(version, await context.connections.ask(asked), context);
    if (answer === null || answer.namedGroup !== null) return choiceOf(answer);
    return { kind: "no_answer", reason: "The server answers without naming a group" };
  };
}

function choiceOf(answer: ServerAnswer | null): Choice<number> {
  const value = answer?.namedGroup ?? null;
  return value === null ? none : { kind: "chosen", value };
}

function curveOfCertificate({ certificates: [leaf] }: ServerAnswer): number | null {
  try {
    const { algorithm, curve } = describePublicKey(spkiOf(leaf ?? new Uint8Array()));
    return algorithm === "EC" ? groupsByCurve.get(curve ?? "") ?? null : null;
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

const groupsByCurve: ReadonlyMap<string, number> = new Map([
  ["P-256", NamedGroup.secp256r1],
  ["P-384", NamedGroup.secp384r1],
  ["P-521", NamedGroup.secp521r1],
  ["secp256k1", NamedGroup.secp256k1],
  ["brainpoolP256r1", NamedGroup.brainpoolP256r1],
  ["brainpoolP384r1", NamedGroup.brainpoolP384r1],
  ["brainpoolP512r1", NamedGroup.brainpoolP512r1],
]);
