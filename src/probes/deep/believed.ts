/**
 * Whether what became of a question is the server's answer to it. A rate limiter resets or closes connections whatever
 * they ask for, and behind one address there may be servers of several versions: neither says anything of the question.
 */
import type { Answer, Failure, ServerAnswer } from "../../tls/mod.ts";
import { type ProbeContext, ProbeFailed } from "./probe.ts";
import { isAboutVersion, isAnswer, isCutOff, isSaid } from "./refusal.ts";

/** `offer`: the control. */
type Asking = Pick<ProbeContext, "connections" | "offer">;

/** To a question in one version alone, which it was seen to accept. */
export const OTHER_VERSION = "The server chose another version than before";

/**
 * Why the failure is no answer, as a sentence without its period; `null`: it is one. An alert needs nothing more; an
 * end without one costs a further connection.
 */
export async function unbelieved(failure: Failure, asking: Asking): Promise<string | null> {
  if (!isAnswer(failure)) return failure.message;
  if (!isCutOff(failure)) return null;
  if (asking.connections.endByChance) {
    return "The server ends connections now and then, whatever they ask for";
  }
  return await answersStill(asking) ? null : `${failure.message}, also where the server had answered before`;
}

/** The same, where one version alone was asked for, and the server was seen to accept it. */
export async function unbelievedIn(failure: Failure, asking: Asking): Promise<string | null> {
  return isAboutVersion(failure) ? OTHER_VERSION : await unbelieved(failure, asking);
}

/** Rejects with `ProbeFailed` where it is none. */
export async function believeIn(failure: Failure, asking: Asking): Promise<void> {
  const reason = await unbelievedIn(failure, asking);
  if (reason !== null) throw new ProbeFailed(reason);
}

/** The answer in the version that was asked for; `null`: the server refuses. Rejects as `believeIn`. */
export async function answerIn(
  version: number,
  answer: Answer,
  asking: Asking,
): Promise<ServerAnswer | null> {
  if (answer.kind === "answered" && answer.protocolVersion !== version) throw new ProbeFailed(OTHER_VERSION);
  if (answer.failure !== null) await believeIn(answer.failure, asking);
  return answer.kind === "answered" ? answer : null;
}

/** Whatever it says to it: the ClientHello that it answered in the check, or else one that it has ended in words. */
export async function answersStill({ connections, offer }: Asking): Promise<boolean> {
  const { failure } = await connections.askOnce(offer);
  return failure === null || isSaid(failure);
}
