/**
 * Which addresses and ports a check may connect to.
 *
 * A service that anyone may ask must not be a way into the network it runs in, nor a scanner of ports. The command
 * line has no policy: whoever types there can connect anywhere without us.
 */
import { type AddressBlock, type IpAddress, isInBlock, parseAddress } from "./address.ts";
import { specialPurposeBlocks } from "./address_blocks.ts";
import { carriedAddress } from "./address_carriers.ts";
import { NetworkError } from "./network_error.ts";
import { starttlsPorts, tlsPorts } from "./policy_ports.ts";

export interface AddressPolicy {
  /** Blocks that are not connected to, in the order in which to tell of them. */
  readonly refused: readonly AddressBlock[];
  /** The ports that may be connected to; `null`: all. */
  readonly ports: ReadonlySet<number> | null;
  /**
   * Ports that are spoken to in their own protocol first, with the scheme that says so. A line-based server takes a
   * ClientHello for commands, some of whose octets whoever asks has chosen.
   */
  readonly starttlsPorts: ReadonlyMap<number, string>;
  /** Whether what certificates and redirections point at is fetched from the ports of http and https alone. */
  readonly webPortsOnly: boolean;
}

/** What a service that anyone may ask connects to: public addresses, on ports that servers speak TLS on. */
export const publicOnly: AddressPolicy = {
  refused: specialPurposeBlocks,
  ports: tlsPorts,
  starttlsPorts,
  webPortsOnly: true,
};

/** For whoever could connect anywhere without us: what is refused is added to it. */
export const everywhere: AddressPolicy = {
  refused: [],
  ports: null,
  starttlsPorts: new Map(),
  webPortsOnly: false,
};

/** Why `address` is not to be connected to; `null` when it may be. Anything but an address is refused. */
export function refuseAddress(policy: AddressPolicy, address: string): NetworkError | null {
  const parsed = parseAddress(address);
  if (parsed === null) return notAllowed(`${JSON.stringify(address)} is not an address`);
  const found = findBlock(parsed, policy.refused);
  if (found === null) return null;
  const { block, within } = found;
  const carries = within === parsed ? "" : `it carries ${within.text}, and `;
  const why = `${carries}${block.prefix} is ${block.name} (${block.reference})`;
  return notAllowed(`${parsed.text} is not checked from here: ${why}`);
}

export function refusePort(policy: AddressPolicy, port: number): NetworkError | null {
  if (policy.ports === null || policy.ports.has(port)) return null;
  return new NetworkError("port_not_allowed", `Port ${port} is not among those that are checked from here`);
}

/** The scheme without which `port` is not to be connected to; `null` when `starttls` comes first, or need not. */
export function neededScheme(
  policy: AddressPolicy,
  { port, starttls }: { readonly port: number; readonly starttls: string | null },
): string | null {
  return starttls === null ? policy.starttlsPorts.get(port) ?? null : null;
}

/**
 * Why a host is not to be connected to, as far as that is known without looking it up: an address, or a name that
 * means this machine.
 */
export function refuseHostname(policy: AddressPolicy, hostname: string): NetworkError | null {
  if (parseAddress(hostname) !== null) return refuseAddress(policy, hostname);
  // RFC 6761 §6.3: such names are loopback addresses, whatever a resolver says.
  const isLocalhost = /(^|\.)localhost\.?$/i.test(hostname);
  const refused = isLocalhost && (refuseAddress(policy, "127.0.0.1") ?? refuseAddress(policy, "::1"));
  return refused
    ? notAllowed(`${JSON.stringify(hostname)} is this machine, which is not checked from here`)
    : null;
}

/** The names of the blocks that `addresses` are in: what may be told of a name without telling its addresses. */
export function namesOfBlocks(policy: AddressPolicy, addresses: readonly string[]): string[] {
  const names = addresses.map((address) => {
    const parsed = parseAddress(address);
    return (parsed && findBlock(parsed, policy.refused)?.block.name) ?? "no address";
  });
  return [...new Set(names)];
}

function findBlock(
  address: IpAddress,
  blocks: readonly AddressBlock[],
): { readonly block: AddressBlock; readonly within: IpAddress } | null {
  const carried = carriedAddress(address);
  if (carried !== null) {
    const found = findBlock(carried.address, blocks);
    if (found !== null || carried.alone) return found;
  }
  const block = blocks.find(({ prefix }) => isInBlock(address, prefix));
  return block === undefined ? null : { block, within: address };
}

function notAllowed(message: string): NetworkError {
  return new NetworkError("address_not_allowed", message);
}
