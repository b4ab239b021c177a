/** One version alone, asked for with all there is for it, and with less where that may have been too much. */
import { ProtocolVersion } from "../../registry/mod.ts";
import { type Failure, type Offer, otherOffers } from "../../tls/mod.ts";
import type { Connections } from "./connections.ts";
import { lessOfVersion, onlySsl3, onlyVersion, withSignal } from "./offers.ts";
import { OTHER_VERSION } from "./believed.ts";
import { ProbeFailed } from "./probe.ts";
import { isAboutVersion, isAnswer, isCutOff, isSaid } from "./refusal.ts";

export interface VersionAnswer {
  readonly version: number;
  /** `null`: there was no answer that tells. */
  readonly accepted: boolean | null;
  /** What it was last asked with. */
  readonly offer: Offer;
  /** `null` too where it answered with another version. */
  readonly failure: Failure | null;
  /** Why there was no answer to believe; `null`: there was one, or silence. */
  readonly unasked: string | null;
}

/** In the first of the ways to ask. */
export function askForVersion(
  version: number,
  offer: Offer,
  connections: Connections,
): Promise<VersionAnswer> {
  return ask(version, waysToAsk(version, offer)[0]!, connections);
}

/** In the others, where a refusal may have been for the words. `takesAll`: as for `waysToAsk`. */
export async function askAgain(
  answer: VersionAnswer,
  takesAll: boolean,
  offer: Offer,
  connections: Connections,
): Promise<VersionAnswer> {
  if (answer.failure === null || isSaidOfVersion(answer.failure)) return answer;
  let last = answer;
  for (const other of otherWaysToAsk(answer, takesAll, offer)) {
    const next = await ask(answer.version, other, connections);
    if (next.accepted) return next;
    // What ended without a word goes by what came after it.
    if (last.failure !== null && isCutOff(last.failure)) last = next;
  }
  return last;
}

/** The version of the check, which is not refused: behind the address there may be servers without it. */
export async function askForSeen(
  answer: VersionAnswer,
  offer: Offer,
  connections: Connections,
): Promise<VersionAnswer> {
  const { version, accepted, failure, unasked } = answer;
  if (accepted || unasked !== null) return answer;
  const isAnswered = failure === null || isSaid(failure);
  for (const other of isAnswered ? waysToAsk(version, offer) : otherWaysToAsk(answer, false, offer)) {
    const next = await ask(version, other, connections);
    if (next.accepted) return next;
  }
  const reason = isAnswered ? OTHER_VERSION : failure.message;
  return { ...answer, accepted: null, unasked: reason };
}

function otherWaysToAsk(
  { version, offer: asked, failure }: VersionAnswer,
  takesAll: boolean,
  offer: Offer,
): readonly Offer[] {
  // A ClientHello of TLS 1.3 may have been too large for one packet.
  if (version >= ProtocolVersion.TLS_1_3 && !isSaid(failure!)) {
    return [otherOffers.onePacket(lessOfVersion(offer, version))];
  }
  const others = waysToAsk(version, offer, takesAll).slice(1);
  return others.length === 0 && isCutOff(failure!) ? [asked] : others;
}

export const MOST_WAYS_TO_ASK = 3;

/** With all there is for the version, and then with less. `takesAll`: it is known to read the longest lists. */
export function waysToAsk(version: number, offer: Offer, takesAll = false): readonly [Offer, ...Offer[]] {
  const less = lessOfVersion(offer, version);
  if (version !== ProtocolVersion.SSL_3_0) {
    return [onlyVersion(offer, version), ...takesAll ? [] : [less]];
  }
  const all = onlySsl3(offer);
  const shorter = { ...all, cipherSuites: withSignal(less.cipherSuites) };
  // A proxy that goes by the server name wants one in SSL 3.0 too.
  return [all, ...takesAll ? [] : [shorter], less];
}

async function ask(version: number, offer: Offer, connections: Connections): Promise<VersionAnswer> {
  const nothing = { version, offer, failure: null, unasked: null };
  try {
    const answer = await connections.askOnce(offer);
    // RFC 5246 appendix E.1: a server may answer with the version that it has instead.
    if (answer.kind === "answered") return { ...nothing, accepted: answer.protocolVersion === version };
    return { ...nothing, accepted: isAnswer(answer.failure) ? false : null, failure: answer.failure };
  } catch (error) {
    if (error instanceof ProbeFailed) return { ...nothing, accepted: null, unasked: error.message };
    throw error;
  }
}

function isSaidOfVersion(failure: Failure): boolean {
  return failure.alertFrom === "peer" && isAboutVersion(failure);
}
