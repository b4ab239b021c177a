/**
 * A name's addresses by a DNS resolver, where the platform has none of its own, or another one is named. A and AAAA
 * are asked for at once. The resolver decides whether answers are validated with DNSSEC, and sees every name.
 */
import { type Address, type Deadline, NetworkError, parseAddress } from "../net/mod.ts";
import { DnsResponseCode } from "../registry/mod.ts";
import { type DnsExchange, lookUp } from "./look_up.ts";
import { encodeName } from "./name.ts";
import { A, AAAA, type RecordType } from "./record_types.ts";
import { refusalOf } from "./refusal_of.ts";

/** A literal address resolves to itself. Rejects with `NetworkError`. */
export async function resolveBy(
  exchange: DnsExchange,
  hostname: string,
  deadline: Deadline,
): Promise<Address[]> {
  const literal = parseAddress(hostname);
  if (literal !== null) return [{ address: literal.text, family: literal.octets.length === 4 ? 4 : 6 }];
  // RFC 6761 §6.3: these are never asked for.
  if (/(^|\.)localhost\.?$/i.test(hostname)) {
    return [{ address: "127.0.0.1", family: 4 }, { address: "::1", family: 6 }];
  }
  if (encodeName(hostname) === null) throw notFound(hostname);
  const ask = (type: RecordType<string>) => addressesOf(exchange, hostname, type, deadline);
  const [six, four] = await Promise.all([ask(AAAA), ask(A)]);
  const addresses = interleave(six.addresses, four.addresses);
  if (addresses.length > 0) return addresses;
  throw six.failure ?? four.failure ?? notFound(hostname);
}

interface Addresses {
  readonly addresses: readonly string[];
  readonly failure: NetworkError | null;
}

/** One type may be answered and the other not, and then there is something to connect to. */
async function addressesOf(
  exchange: DnsExchange,
  hostname: string,
  type: RecordType<string>,
  deadline: Deadline,
): Promise<Addresses> {
  try {
    const { responseCode, records } = await lookUp(exchange, hostname, type, deadline);
    const failure = failureOf(responseCode, hostname);
    return { addresses: failure === null ? records : [], failure };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return { addresses: [], failure: error };
  }
}

function failureOf(responseCode: number, hostname: string): NetworkError | null {
  if (responseCode === DnsResponseCode.NXDomain) return notFound(hostname);
  const why = refusalOf(responseCode);
  return why === null ? null : new NetworkError("dns_failed", `Looking up "${hostname}" failed: ${why}`);
}

function notFound(hostname: string): NetworkError {
  return new NetworkError("host_not_found", `No address is known for "${hostname}"`);
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
