/** One version alone, asked for with all there is for it, and with less where that may have been too much. */
import { AlertDescription, ProtocolVersion } from "../../registry/mod.ts";
import type { Failure, Offer } from "../../tls/mod.ts";
import type { Connections } from "./connections.ts";
import { lessOfVersion, onlySsl3, onlyVersion, withSignal } from "./offers.ts";
import { ProbeFailed } from "./probe.ts";
import { isAnswer } from "./refusal.ts";

export interface VersionAnswer {
  readonly version: number;
  /** `null`: there was no answer that tells. */
  readonly accepted: boolean | null;
  /** What it was last asked with. */
  readonly offer: Offer;
  /** `null` too where it answered with another version. */
  readonly failure: Failure | null;
  /** Why there was no connection to ask over; `null`: there was one. */
  readonly unasked: string | null;
}

/** With the longest lists that it is asked about with. */
export function askForVersion(
  version: number,
  offer: Offer,
  connections: Connections,
): Promise<VersionAnswer> {
  const all = version === ProtocolVersion.SSL_3_0 ? onlySsl3(offer) : onlyVersion(offer, version);
  return ask(version, all, connections);
}

/** The same version in other words, where a refusal may have been for the words. `takesAll`: long lists it does take. */
export async function askAgain(
  answer: VersionAnswer,
  takesAll: boolean,
  offer: Offer,
  connections: Connections,
): Promise<VersionAnswer> {
  if (answer.failure === null || isAboutVersion(answer.failure)) return answer;
  for (const other of otherWords(answer, takesAll, offer)) {
    const next = await ask(answer.version, other, connections);
    if (next.accepted) return next;
  }
  return answer;
}

function otherWords({ version, offer: all }: VersionAnswer, takesAll: boolean, offer: Offer): Offer[] {
  const less = lessOfVersion(offer, version);
  const isSsl3 = version === ProtocolVersion.SSL_3_0;
  const shorter = isSsl3 ? { ...all, cipherSuites: withSignal(less.cipherSuites) } : less;
  // A proxy that goes by the server name wants one in SSL 3.0 too.
  return [...takesAll ? [] : [shorter], ...isSsl3 ? [less] : []];
}

async function ask(version: number, offer: Offer, connections: Connections): Promise<VersionAnswer> {
  const nothing = { version, offer, failure: null, unasked: null };
  try {
    const answer = await connections.ask(offer);
    // RFC 5246 appendix E.1: a server may answer with the version that it has instead.
    if (answer.kind === "answered") return { ...nothing, accepted: answer.protocolVersion === version };
    return { ...nothing, accepted: isAnswer(answer.failure) ? false : null, failure: answer.failure };
  } catch (error) {
    if (error instanceof ProbeFailed) return { ...nothing, accepted: null, unasked: error.message };
    throw error;
  }
}

function isAboutVersion({ alert, alertFrom }: Failure): boolean {
  return alertFrom === "peer" && alert === AlertDescription.protocol_version;
}
