/** Whether the server makes a new key for each (EC)DHE exchange: its public values on several connections. */
import { toHex } from "../../bytes/mod.ts";
import { group } from "../../crypto/mod.ts";
import { NamedGroup, ProtocolVersion, protocolVersions, supportedGroups } from "../../registry/mod.ts";
import { find, keyShare } from "../../tls/extension/mod.ts";
import { MOST_REPEATS } from "./connections.ts";
import { answerIn } from "./believed.ts";
import { classicalGroup } from "./groups_of_tls13.ts";
import { finiteField } from "./finite_field.ts";
import { onlyVersion } from "./offers.ts";
import { type Facts, type Probe, type ProbeContext, ProbeFailed } from "./probe.ts";
import { suitesWith } from "./suites_with.ts";
import { noExtensions, versionsToAsk } from "./versions_to_ask.ts";

type Exchange = Facts<"ephemeral_keys">["exchanges"][number];

/** More than two, since there may be several servers behind one address. */
const CONNECTIONS = 3;

export const ephemeralKeys: Probe<"ephemeral_keys"> = {
  id: "ephemeral_keys",
  title: "Ephemeral keys",
  // A control for each, but for the first where further ones follow.
  allowance: 3 * (2 * CONNECTIONS - 1) + MOST_REPEATS,
  after: ["protocol_versions", "named_groups"],
  notApplicable: (_situation, facts) => noExtensions(facts),
  async run(context) {
    const outcomes = await Promise.all(questions(context).map(compare));
    const facts = { exchanges: outcomes.flatMap(({ exchange }) => exchange ?? []) };
    const failure = outcomes.map(({ unanswered }) => unanswered).find((reason) => reason !== null);
    if (failure !== undefined) throw new ProbeFailed(failure, facts);
    return facts;
  },
};

interface PublicValue extends Pick<Exchange, "named_group" | "finite_field"> {
  readonly octets: Uint8Array;
}

interface Question extends Pick<Exchange, "version" | "key_exchange"> {
  /** `null`: the server has no such exchange. */
  ask(): Promise<PublicValue | null>;
}

function questions(context: ProbeContext): Question[] {
  const { tls13, older } = versionsToAsk(context.facts);
  return [
    ...tls13 ? [ofTls13(context)] : [],
    ...older === null ? [] : [ofOlder("ECDHE", older, context), ofOlder("DHE", older, context)],
  ];
}

/** With the share of one group alone, and no hybrid: its ciphertext is new each time, whatever the other half is. */
function ofTls13(context: ProbeContext): Question {
  const version = ProtocolVersion.TLS_1_3;
  const value = classicalGroup(context) ?? NamedGroup.x25519;
  const offer = { ...onlyVersion(context.offer, version), groups: [value], keyShares: [value] };
  return {
    key_exchange: group(value)!.kind === "DHE" ? "DHE" : "ECDHE",
    version: protocolVersions.codePoint(version),
    async ask() {
      const hello = (await answerIn(version, await context.connections.ask(offer), context))?.serverHello;
      const share = hello === undefined || hello.isHelloRetryRequest
        ? null
        : find(hello.extensions, keyShare, "ServerHello");
      if (share === null) return null;
      return {
        octets: share.keyExchange,
        named_group: supportedGroups.codePoint(share.group),
        finite_field: null,
      };
    },
  };
}

function ofOlder(
  keyExchange: "ECDHE" | "DHE",
  version: number,
  context: ProbeContext,
): Question {
  const all = onlyVersion(context.offer, version);
  const asked = {
    ...all,
    cipherSuites: suitesWith(keyExchange, version),
    // Without the groups of RFC 7919 the prime is the server's own.
    groups: keyExchange === "ECDHE" ? all.groups : [],
  };
  return {
    key_exchange: keyExchange,
    version: protocolVersions.codePoint(version),
    async ask() {
      const answer = await context.connections.ask(asked, "server_key_exchange");
      const parameters = (await answerIn(version, answer, context))?.serverKeyExchange?.parameters;
      if (parameters === undefined) return null;
      return parameters.keyExchange === "ECDHE"
        ? {
          octets: parameters.publicPoint,
          named_group: supportedGroups.codePoint(parameters.namedCurve),
          finite_field: null,
        }
        : { octets: parameters.ys, named_group: null, finite_field: finiteField(parameters) };
    },
  };
}

/** `exchange`: `null` where there is none, or too little was heard of it. */
async function compare(
  { key_exchange, version, ask }: Question,
): Promise<{ readonly exchange: Exchange | null; readonly unanswered: string | null }> {
  try {
    const first = await ask();
    if (first === null) return { exchange: null, unanswered: null };
    const further = await Promise.all(Array.from({ length: CONNECTIONS - 1 }, ask));
    const values = [first, ...further.filter((value) => value !== null)];
    if (values.length < 2) return { exchange: null, unanswered: "The server answered only once" };
    const { named_group, finite_field } = first;
    const reused = new Set(values.map(({ octets }) => toHex(octets))).size < values.length;
    return {
      exchange: { key_exchange, version, named_group, finite_field, connections: values.length, reused },
      unanswered: null,
    };
  } catch (error) {
    if (error instanceof ProbeFailed) return { exchange: null, unanswered: error.message };
    throw error;
  }
}
