/**
 * Which of many a server takes, and in which order: all are offered, what it chooses is left out of the next offer,
 * until it chooses nothing more. Then what it took is offered the other way round, to see whose order that was.
 */
import type { Facts } from "./probe.ts";
import { ProbeFailed } from "./probe.ts";

export type Choice<T> =
  | { readonly kind: "chosen"; readonly value: T }
  /** An answer too. */
  | { readonly kind: "none" }
  /** Nothing is known by it. `reason`: a sentence without its period. */
  | { readonly kind: "no_answer"; readonly reason: string };

export interface Accepted<T> {
  /** As they were chosen. */
  readonly accepted: readonly T[];
  readonly preference: Facts<"named_groups">["versions"][number]["preference"];
  /** Whether the server was brought to choose nothing more. */
  readonly complete: boolean;
  /** What it chose although that was not offered, or no longer; `null`: nothing. */
  readonly notOffered: T | null;
  /** Why an answer is missing; `null`: none is. */
  readonly unanswered: string | null;
}

/** `most`: questions at most, and one more for the order. Never rejects with `ProbeFailed`. */
export async function findAccepted<T>(
  candidates: readonly T[],
  most: number,
  ask: (offered: readonly T[]) => Promise<Choice<T>>,
): Promise<Accepted<T>> {
  const accepted: T[] = [];
  const ended = (rest: Pick<Accepted<T>, "complete"> & Partial<Accepted<T>>) =>
    ({ accepted, preference: "unknown", notOffered: null, unanswered: null, ...rest }) as const;
  for (let asked = 0; asked < most; asked++) {
    const offered = candidates.filter((candidate) => !accepted.includes(candidate));
    const choice = offered.length === 0 ? none : await tryToAsk(ask, offered);
    if (choice.kind === "no_answer") return ended({ complete: false, unanswered: choice.reason });
    if (choice.kind === "chosen" && offered.includes(choice.value)) accepted.push(choice.value);
    else {
      const notOffered = choice.kind === "chosen" ? choice.value : null;
      return ended({ complete: true, notOffered, ...await preferenceAmong(accepted, ask) });
    }
  }
  return ended({ complete: false, ...await preferenceAmong(accepted, ask) });
}

const none = { kind: "none" } as const;

async function preferenceAmong<T>(
  accepted: readonly T[],
  ask: (offered: readonly T[]) => Promise<Choice<T>>,
): Promise<Pick<Accepted<T>, "preference" | "unanswered">> {
  if (accepted.length < 2) return { preference: "unknown", unanswered: null };
  const choice = await tryToAsk(ask, accepted.toReversed());
  if (choice.kind === "no_answer") return { preference: "unknown", unanswered: choice.reason };
  const chosen = choice.kind === "chosen" ? choice.value : null;
  const preference = chosen === accepted[0] ? "server" : chosen === accepted.at(-1) ? "client" : "unknown";
  return { preference, unanswered: null };
}

/** Never rejects with `ProbeFailed`. */
export async function tryToAsk<T>(
  ask: (offered: readonly T[]) => Promise<Choice<T>>,
  offered: readonly T[],
): Promise<Choice<T>> {
  try {
    return await ask(offered);
  } catch (error) {
    if (error instanceof ProbeFailed) return { kind: "no_answer", reason: error.message };
    throw error;
  }
}
