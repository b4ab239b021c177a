/** The name that a client asked for, as RFC 9525 §6.1 compares it: A-labels in lower case, or octets of an address. */
import { formatIpAddress, parseIpAddress } from "./ip_address.ts";

export type ReferenceIdentifier =
  | { readonly kind: "dns"; readonly text: string; readonly labels: readonly string[] }
  | { readonly kind: "ip"; readonly text: string; readonly bytes: Uint8Array };

/** `null` when the text is neither a DNS name nor an address. */
export function referenceIdentifier(name: string): ReferenceIdentifier | null {
  const bytes = parseIpAddress(name);
  if (bytes !== null) return { kind: "ip", bytes, text: formatIpAddress(bytes) };
  const ascii = toAscii(name);
  if (ascii === null) return null;
  // An address in another spelling, as `127.1` or `0x7f000001`, comes back in dotted decimal.
  const respelled = parseIpAddress(ascii);
  if (respelled !== null) return { kind: "ip", bytes: respelled, text: ascii };
  return { kind: "dns", text: ascii, labels: ascii.split(".") };
}

/** Lower-case A-labels without the root's dot (UTS #46, as URLs are read). */
function toAscii(name: string): string | null {
  if (name.length > MAXIMUM_CHARACTERS || !ALLOWED.test(name)) return null;
  const url = URL.canParse(`https://${name}`) ? new URL(`https://${name}`) : null;
  const ascii = url?.hostname.replace(/\.$/, "") ?? "";
  return ascii !== "" && !ascii.split(".").includes("") ? ascii : null;
}

/** What would end a host name in a URL, or is decoded by it, is no part of a name. */
const ALLOWED = /^[^\s/\\?#@:%*[\]]+$/;
const MAXIMUM_CHARACTERS = 1_024;
