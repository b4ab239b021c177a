/**
 * One question to the resolver, and the records that answer it: those of the asked type at the end of the chain of
 * aliases (RFC 1034 §3.6.2) that begins at the asked name.
 */
import { DecodeError } from "../bytes/mod.ts";
import { type Deadline, NetworkError } from "../net/mod.ts";
import { decodeMessage, encodeQuestion, type Message, type ResourceRecord } from "./message.ts";
import { isSameName, readName } from "./name.ts";
import type { RecordType } from "./record_types.ts";
import { ResolverError } from "./resolver_error.ts";

/** A message to the resolver, and its answer. Rejects with `ResolverError`, or `NetworkError` when time is up. */
export type DnsExchange = (message: Uint8Array<ArrayBuffer>, deadline: Deadline) => Promise<Uint8Array>;

export interface Answer<T> {
  /** As asked for. */
  readonly name: string;
  /** IANA's number for how it went. */
  readonly responseCode: number;
  /** The resolver says that it validated the answer with DNSSEC; it is believed as far as the way to it is. */
  readonly authenticData: boolean;
  /** What the name is an alias of, and so on, in order. */
  readonly aliases: readonly string[];
  /** Seconds for which it may be kept, the aliases' counted in; `null` where no record came. */
  readonly ttl: number | null;
  readonly records: readonly T[];
  /** Records of the asked type that are not as they should be. */
  readonly malformed: readonly MalformedRecord[];
}

export interface MalformedRecord {
  readonly data: Uint8Array;
  /** A sentence, no final period. */
  readonly problem: string;
}

/** Resolvers themselves follow fewer. */
const MAXIMUM_ALIASES = 16;

const CNAME = 5;

/**
 * Rejects with `NetworkError`: `dns_timeout`, or `dns_failed` when what comes back is no answer. That the name does
 * not exist, or that the name servers failed, is an answer: its `responseCode`.
 */
export async function lookUp<T>(
  exchange: DnsExchange,
  name: string,
  type: RecordType<T>,
  deadline: Deadline,
): Promise<Answer<T>> {
  const question = { name, type: type.value };
  const encoded = encodeQuestion(question);
  if (encoded === null) throw failed(name, "it is not a name that DNS can hold");
  try {
    const octets = await deadline.race(exchange(encoded, deadline), `looking up "${name}"`);
    const message = decodeMessage(octets, question);
    if (message.truncated) throw new ResolverError("the resolver's answer is cut off");
    return answerOf(name, type, message);
  } catch (error) {
    throw toNetworkError(error, name);
  }
}

function answerOf<T>(name: string, { value: type, read }: RecordType<T>, message: Message): Answer<T> {
  const { responseCode, authenticData, answers } = message;
  const asked = name.replace(/(?<=.)\.$/, "");
  const chain = followAliases(asked, answers);
  const aliases = chain.map(({ target }) => target);
  const owner = aliases.at(-1) ?? asked;
  const found = answers.filter((record) => record.type === type && isSameName(record.owner, owner));
  const records: T[] = [];
  const malformed: MalformedRecord[] = [];
  for (const record of found) {
    try {
      records.push(record.read(read));
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      malformed.push({ data: record.data, problem: error.message });
    }
  }
  const ttls = [...chain.map(({ ttl }) => ttl), ...found.map(({ ttl }) => ttl)];
  const ttl = ttls.length === 0 ? null : Math.min(...ttls);
  return { name, responseCode, authenticData, aliases, ttl, records, malformed };
}

function followAliases(
  name: string,
  answers: readonly ResourceRecord[],
): { readonly target: string; readonly ttl: number }[] {
  const chain: { readonly target: string; readonly ttl: number }[] = [];
  for (let owner = name;;) {
    const alias = answers.find((record) => record.type === CNAME && isSameName(record.owner, owner));
    if (alias === undefined) return chain;
    if (chain.length === MAXIMUM_ALIASES) {
      throw new DecodeError(`More than ${MAXIMUM_ALIASES} aliases follow one another`, 0, "cname");
    }
    const target = alias.read(readName);
    chain.push({ target, ttl: alias.ttl });
    owner = target;
  }
}

function toNetworkError(error: unknown, name: string): NetworkError {
  if (error instanceof DecodeError) {
    return failed(name, `the resolver's answer cannot be read: ${error.message}`, error);
  }
  if (error instanceof ResolverError) return failed(name, error.message, error.cause);
  if (!(error instanceof NetworkError)) throw error;
  if (error.code !== "timeout") return error;
  return new NetworkError("dns_timeout", `No answer within the deadline while looking up "${name}"`, {
    cause: error,
  });
}

function failed(name: string, why: string, cause?: unknown): NetworkError {
  return new NetworkError("dns_failed", `Looking up "${name}" failed: ${why}`, { cause });
}
