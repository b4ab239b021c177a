/**
 * Names by DNS over HTTPS (RFC 8484): workerd has no resolver to ask otherwise. A and AAAA are asked for at once.
 * The resolver that is asked decides whether answers are validated with DNSSEC, and sees every name.
 */
import { DecodeError } from "../bytes/mod.ts";
import { type Address, type Deadline, NetworkError, parseAddress } from "../net/mod.ts";
import {
  decodeAnswer,
  type DnsAnswer,
  encodeQuestion,
  RecordType,
  ResponseCode,
} from "./workerd_dns_message.ts";

/** The fetch that carries the questions. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** RFC 1035 §4.2.2: a message's length is 16 bits. */
const MAXIMUM_MESSAGE_OCTETS = 65_535;

/** `resolver`: the URL of a DNS over HTTPS service. A literal address resolves to itself. Rejects with `NetworkError`. */
export async function resolve(
  fetch: Fetch,
  resolver: string,
  hostname: string,
  deadline: Deadline,
): Promise<Address[]> {
  const literal = parseAddress(hostname);
  if (literal !== null) return [{ address: literal.text, family: literal.octets.length === 4 ? 4 : 6 }];
  // RFC 6761 §6.3: these are never asked for.
  if (/(^|\.)localhost\.?$/i.test(hostname)) {
    return [{ address: "127.0.0.1", family: 4 }, { address: "::1", family: 6 }];
  }
  const ask = (type: RecordType) => lookUp(fetch, resolver, hostname, type, deadline);
  const [six, four] = await Promise.all([ask(RecordType.AAAA), ask(RecordType.A)]);
  const addresses = interleave(six.addresses, four.addresses);
  if (addresses.length > 0) return addresses;
  throw six.failure ?? four.failure ?? notFound(hostname);
}

interface LookUp {
  readonly addresses: readonly string[];
  readonly failure: NetworkError | null;
}

/** One type may be answered and the other not, and then there is something to connect to. */
async function lookUp(
  fetch: Fetch,
  resolver: string,
  hostname: string,
  type: RecordType,
  deadline: Deadline,
): Promise<LookUp> {
  try {
    const answer = await ask(fetch, resolver, hostname, type, deadline);
    const failure = failureOf(answer.responseCode, hostname);
    return { addresses: failure === null ? answer.addresses : [], failure };
  } catch (error) {
    return { addresses: [], failure: toNetworkError(error, hostname) };
  }
}

async function ask(
  fetch: Fetch,
  resolver: string,
  hostname: string,
  type: RecordType,
  deadline: Deadline,
): Promise<DnsAnswer> {
  const question = encodeQuestion(hostname, type);
  if (question === null) throw notFound(hostname);
  const url = new URL(resolver);
  url.searchParams.set("dns", question.toBase64({ alphabet: "base64url", omitPadding: true }));
  const response = await deadline.race(
    fetch(url.href, {
      headers: { Accept: "application/dns-message" },
      redirect: "manual",
      signal: deadline.signal,
    }),
    `resolving "${hostname}"`,
  );
  if (response.status !== 200) {
    await response.body?.cancel();
    throw failed(hostname, `the resolver answers with HTTP status ${response.status}`);
  }
  return decodeAnswer(await deadline.race(readBody(response), `resolving "${hostname}"`), type);
}

async function readBody(response: Response): Promise<Uint8Array> {
  const body = new Uint8Array(MAXIMUM_MESSAGE_OCTETS);
  let length = 0;
  for await (const chunk of response.body ?? []) {
    if (length + chunk.length > body.length) {
      throw new DecodeError("The answer is longer than a DNS message can be", length, "message");
    }
    body.set(chunk, length);
    length += chunk.length;
  }
  return body.subarray(0, length);
}

function failureOf(responseCode: number, hostname: string): NetworkError | null {
  switch (responseCode) {
    case ResponseCode.noError:
      return null;
    case ResponseCode.nameError:
      return notFound(hostname);
    case ResponseCode.serverFailure:
      return failed(hostname, "the name servers gave the resolver no usable answer (SERVFAIL)");
    case ResponseCode.refused:
      return failed(hostname, "the resolver refuses to answer (REFUSED)");
    default:
      return failed(hostname, `the resolver answers with the response code ${responseCode}`);
  }
}

function toNetworkError(error: unknown, hostname: string): NetworkError {
  if (error instanceof NetworkError && error.code !== "timeout") return error;
  if (error instanceof NetworkError || isAbort(error)) {
    return new NetworkError("dns_timeout", `No answer within the deadline while resolving "${hostname}"`, {
      cause: error,
    });
  }
  if (error instanceof DecodeError) {
    return failed(hostname, `the resolver's answer cannot be read: ${error.message}`, error);
  }
  return failed(hostname, "the resolver cannot be reached", error);
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

function notFound(hostname: string): NetworkError {
  return new NetworkError("host_not_found", `No address is known for "${hostname}"`);
}

function failed(hostname: string, why: string, cause?: unknown): NetworkError {
  return new NetworkError("dns_failed", `Looking up "${hostname}" failed: ${why}`, { cause });
}

/** RFC 8305 §4: IPv6 first, then by turns, so that a family that does not work costs one attempt. */
function interleave(six: readonly string[], four: readonly string[]): Address[] {
  const addresses: Address[] = [];
  for (let i = 0; i < Math.max(six.length, four.length); i++) {
    if (i < six.length) addresses.push({ address: six[i]!, family: 6 });
    if (i < four.length) addresses.push({ address: four[i]!, family: 4 });
  }
  return addresses;
}
