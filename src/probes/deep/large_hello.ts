/** Whether a server stands a ClientHello that no longer fits into one packet, as those with ML-KEM shares are. */
import { type Facts, type ProbeContext, ProbeFailed } from "./probe.ts";
import { ExtensionType, NamedGroup, ProtocolVersion } from "../../registry/mod.ts";
import type { Offer } from "../../tls/mod.ts";
import { answersStill } from "./believed.ts";
import { isSaid, refusal } from "./refusal.ts";

type PostQuantum = Facts<"post_quantum">;
type Large = Pick<PostQuantum, "client_hello_length" | "one_segment" | "two_segments">;

/** Octets of the first piece: below what a packet holds on most ways. */
const FIRST_PIECE = 1200;

/** Between the two: long enough that one does not catch up with the other. */
const PAUSE_MS = 50;

/** Two questions, and a control for each, with the ClientHello that the server answered in the check, made large. */
export async function largeHello(context: ProbeContext): Promise<Large> {
  const offer = enlarged(context.offer);
  const [one, two] = await Promise.all([
    ask(offer, context),
    ask({ ...offer, clientHelloSplit: FIRST_PIECE }, context),
  ]);
  return {
    client_hello_length: Math.max(one.length, two.length),
    one_segment: one.answer,
    two_segments: two.answer,
  };
}

/** By what makes them large; without TLS 1.3, by as many octets of padding (RFC 7685). */
function enlarged(offer: Offer): Offer {
  const { X25519MLKEM768 } = NamedGroup;
  if (!offer.versions.includes(ProtocolVersion.TLS_1_3)) {
    const padding = { type: ExtensionType.padding, data: new Uint8Array(SHARE_LENGTH) };
    return { ...offer, rawExtensions: [...offer.rawExtensions, padding] };
  }
  const others = (groups: readonly number[]) => groups.filter((group) => group !== X25519MLKEM768);
  return {
    ...offer,
    groups: [X25519MLKEM768, ...others(offer.groups)],
    keyShares: [X25519MLKEM768, ...others(offer.keyShares)],
  };
}

/** RFC 10024: of X25519MLKEM768. */
const SHARE_LENGTH = 1216;

export const MOST_LARGE_QUESTIONS = 2 * 2;

async function ask(
  offer: Offer,
  context: ProbeContext,
): Promise<{ readonly length: number; readonly answer: Large["one_segment"] }> {
  let length = 0;
  try {
    const answer = await context.connections.ask(offer, "server_hello", {
      pause: () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS)),
      onMessage: ({ direction, bytes }) => length ||= direction === "sent" ? bytes.length : 0,
    });
    if (answer.kind === "answered") return { length, answer: { answered: true, refusal: null } };
    const { failure } = answer;
    const unknown = { answered: null, refusal: refusal(failure) };
    // To fall silent is what servers do that cannot take it; with the time up, anybody does.
    if (context.deadline.expired) return { length, answer: unknown };
    const answered = isSaid(failure) || await answersStill(context) ? false : null;
    return { length, answer: { ...unknown, answered } };
  } catch (error) {
    if (error instanceof ProbeFailed) return { length, answer: { answered: null, refusal: null } };
    throw error;
  }
}
