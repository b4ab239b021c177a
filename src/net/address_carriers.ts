/** IPv6 addresses that carry an IPv4 address, to which a packet for them goes in the end. */
import { addressFrom, type IpAddress, isInBlock } from "./address.ts";

export interface Carried {
  readonly address: IpAddress;
  /** The carried address is all there is to judge: the block around it says nothing of where packets go. */
  readonly alone: boolean;
}

interface Carrier {
  readonly applies: (address: IpAddress) => boolean;
  /** Where the four octets begin. */
  readonly offset: number;
  readonly alone: boolean;
}

const carriers: readonly Carrier[] = [
  { applies: within("::ffff:0:0/96"), offset: 12, alone: true }, // IPv4-mapped, RFC 4291 §2.5.5.2
  { applies: within("64:ff9b::/96"), offset: 12, alone: true }, // NAT64, RFC 6052 §2.1
  { applies: within("2002::/16"), offset: 2, alone: false }, // 6to4, RFC 3056 §2
  { applies: isIsatap, offset: 12, alone: false }, // RFC 5214 §6.1
];

/** `null` when it carries none. */
export function carriedAddress(address: IpAddress): Carried | null {
  if (address.octets.length === 4) return null;
  const carrier = carriers.find(({ applies }) => applies(address));
  if (carrier === undefined) return null;
  const { offset, alone } = carrier;
  return { address: addressFrom(address.octets.slice(offset, offset + 4)), alone };
}

function within(prefix: string): Carrier["applies"] {
  return (address) => isInBlock(address, prefix);
}

/** The interface identifier 0000:5efe or 0200:5efe, under any prefix. */
function isIsatap({ octets }: IpAddress): boolean {
  return (octets[8] === 0x00 || octets[8] === 0x02) && octets[9] === 0x00 && octets[10] === 0x5e &&
    octets[11] === 0xfe;
}
