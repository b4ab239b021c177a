/** uniformResourceIdentifier subtrees (RFC 5280 §4.2.1.10): a host, or with a leading dot any host below a domain. */
import { dnsNameFault } from "../server_name/dns_name.ts";

/** The constraint in lower case; `null` when it is malformed. */
export function uriSubtree(text: string): string | null {
  const host = text.replace(/^\./, "");
  return text === "" || dnsNameFault(host) === null ? text.toLowerCase() : null;
}

/** The host that a URI names as a DNS name; `null` when it has none, and then no constraint can be met. */
export function uriHost(text: string): string | null {
  const [, authority] = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/?#]*)/.exec(text) ?? [];
  const host = authority?.replace(/^.*@/, "").replace(/:\d*$/, "").toLowerCase() ?? "";
  return dnsNameFault(host) === null && !/^\d+(\.\d+){3}$/.test(host) ? host : null;
}

export function containsHost(subtree: string, host: string): boolean {
  if (subtree === "") return true;
  return subtree.startsWith(".") ? host.endsWith(subtree) && host.length > subtree.length : host === subtree;
}
