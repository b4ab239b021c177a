/** How key exchange with ML-KEM comes about, or where it ends; and whether the server stands the ClientHello it takes. */
import { group } from "../../crypto/mod.ts";
import { NamedGroup, ProtocolVersion, supportedGroups } from "../../registry/mod.ts";
import type { Failure, Offer } from "../../tls/mod.ts";
import { MOST_REPEATS } from "./connections.ts";
import { acceptsTls13, noVersion } from "./accepted_versions.ts";
import { unbelievedIn } from "./believed.ts";
import { type KeyExchange, keyExchangeOf } from "./key_exchange_of.ts";
import { largeHello, MOST_LARGE_QUESTIONS } from "./large_hello.ts";
import { type Facts, type Probe, type ProbeContext, ProbeFailed } from "./probe.ts";
import { isCutOff, refusal } from "./refusal.ts";

type Story = Omit<Facts<"post_quantum">, "client_hello_length" | "one_segment" | "two_segments">;

export const postQuantum: Probe<"post_quantum"> = {
  id: "post_quantum",
  title: "Post-quantum key exchange",
  // Three handshakes, and a control.
  allowance: MOST_LARGE_QUESTIONS + 3 + 1 + MOST_REPEATS,
  after: ["protocol_versions", "named_groups"],
  notApplicable: (_situation, facts) => noVersion(facts),
  async run(context) {
    if (acceptsTls13(context.facts) === null) {
      throw new ProbeFailed("It is not known whether the server accepts TLS 1.3");
    }
    const [large, story] = await Promise.all([largeHello(context), tell(ordinaryOffer(context), context)]);
    return { ...story, ...large };
  },
};

/** As browsers do: one share for a hybrid, and one for the classical group that it replaces. */
function ordinaryOffer({ plan, offer: { serverName, applicationProtocols } }: ProbeContext): Offer {
  return { ...plan.offer, serverName, applicationProtocols };
}

async function tell(offer: Offer, context: ProbeContext): Promise<Story> {
  const known = knownGroups(context);
  const absent = {
    ...nothing,
    outcome: "absent",
    groups: known.groups.map(supportedGroups.codePoint),
  } as const;
  if (!acceptsTls13(context.facts)) return absent;

  const beside = await shakeHands(offer, context);
  if (isPostQuantum(beside.group)) return { ...storyOf(beside, known.groups), chosen_beside_classical: true };
  const story = { ...absent, chosen_beside_classical: beside.group === null ? null : false };
  const groups = known.complete ? known.groups : [...new Set([...known.groups, ...computed])];
  const computable = groups.filter((value) => group(value) !== null);
  if (computable.length === 0) {
    return { ...story, outcome: known.groups.length > 0 ? "advertised" : "absent" };
  }

  const alone = await shakeHandsAlone(onlyGroups(offer, computable), known, context);
  if (isPostQuantum(alone.group)) return { ...story, ...storyOf(alone, known.groups) };
  const reason = alone.failure && await unbelievedIn(alone.failure, context);
  if (reason !== null) throw new ProbeFailed(reason);
  if (known.groups.length === 0) return story;
  return { ...story, outcome: "advertised_but_refused", refusal: alone.failure && refusal(alone.failure) };
}

/** Where nothing is known of the groups, the end of the connection may be for the length of the share. */
async function shakeHandsAlone(
  offer: Offer,
  { groups }: KnownGroups,
  context: ProbeContext,
): Promise<Handshake> {
  const alone = await shakeHands(offer, context);
  const isDoubtful = groups.length === 0 && alone.failure !== null && isCutOff(alone.failure);
  return isDoubtful ? await shakeHands({ ...offer, keyShares: [] }, context) : alone;
}

const nothing = { chosen_beside_classical: null, negotiated_group: null, refusal: null, round_trip_ms: null };

interface Handshake extends KeyExchange {
  readonly failure: Failure | null;
}

/** To its end, so that the client's half of the exchange is proven too. */
async function shakeHands(offer: Offer, { connections }: ProbeContext): Promise<Handshake> {
  const { log } = await connections.shakeHands(offer);
  const exchange = keyExchangeOf(log);
  const isOffered = exchange.group !== null && offer.groups.includes(exchange.group);
  return { ...exchange, group: isOffered ? exchange.group : null, failure: log.failure };
}

/** Of an exchange whose group is a post-quantum one. */
function storyOf(
  { group, works, roundTripMs, failure }: Handshake,
  known: readonly number[],
): Omit<Story, "chosen_beside_classical"> {
  const negotiated = supportedGroups.codePoint(group!);
  return {
    outcome: !works
      ? "advertised_but_refused"
      : roundTripMs === null
      ? "at_once"
      : "after_hello_retry_request",
    groups: [...new Set([...known, group!])].map(supportedGroups.codePoint),
    negotiated_group: works ? negotiated : null,
    refusal: works || failure === null ? null : refusal(failure),
    round_trip_ms: roundTripMs && Math.round(roundTripMs * 10) / 10,
  };
}

/** A share as browsers send it; where the server wants another group, it has to ask. */
function onlyGroups(offer: Offer, groups: readonly number[]): Offer {
  const { X25519MLKEM768 } = NamedGroup;
  const keyShares = groups.includes(X25519MLKEM768) ? [X25519MLKEM768] : [];
  return { ...offer, versions: [ProtocolVersion.TLS_1_3], groups, keyShares };
}

interface KnownGroups {
  readonly groups: readonly number[];
  /** Whether there is no other. */
  readonly complete: boolean;
}

function knownGroups({ facts: { named_groups } }: ProbeContext): KnownGroups {
  const tls13 = named_groups?.versions.find(({ version }) => version.value === ProtocolVersion.TLS_1_3);
  const groups = tls13?.groups.map(({ value }) => value).filter(isPostQuantum) ?? [];
  return { groups, complete: tls13?.complete ?? false };
}

function isPostQuantum(group: number | null): boolean {
  return group !== null && /MLKEM|Kyber/.test(supportedGroups.codePoint(group).name ?? "");
}

const computed = supportedGroups.entries.map(({ value }) => value)
  .filter((value) => isPostQuantum(value) && group(value) !== null);
