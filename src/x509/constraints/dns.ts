/** dNSName subtrees (RFC 5280 §4.2.1.10): the domain itself and everything made by adding labels on the left. */
import { dnsNameFault } from "../server_name/dns_name.ts";
import type { DnsPattern } from "./comparable_name.ts";

/**
 * What a dNSName constraint means. A leading dot, which RFC 5280 does not know for DNS and issuers use, asks for
 * one label more. `null`: it is malformed.
 */
export function dnsSubtree(text: string): DnsSubtree | null {
  const properSubdomainsOnly = text.startsWith(".");
  const domain = (properSubdomainsOnly ? text.slice(1) : text).toLowerCase();
  if (domain !== "" && dnsNameFault(domain) !== null) return null;
  return { domain, properSubdomainsOnly };
}

export interface DnsSubtree {
  /** Empty: every name. */
  readonly domain: string;
  readonly properSubdomainsOnly: boolean;
}

/** Whether everything that a presented name covers lies within the subtree. */
export function isWithin({ text, base }: DnsPattern, { domain, properSubdomainsOnly }: DnsSubtree): boolean {
  if (domain === "") return true;
  if (base !== null) return isBelow(base, domain) || base === domain;
  return isBelow(text, domain) || (text === domain && !properSubdomainsOnly);
}

/**
 * Whether anything that a presented name covers lies within the subtree: `*.example.com` covers the excluded
 * `bar.example.com`, though it is not within it.
 */
export function overlaps(presented: DnsPattern, subtree: DnsSubtree): boolean {
  if (isWithin(presented, subtree)) return true;
  if (presented.base === null || subtree.properSubdomainsOnly) return false;
  const dot = subtree.domain.indexOf(".");
  return dot >= 0 && subtree.domain.slice(dot + 1) === presented.base;
}

function isBelow(name: string, domain: string): boolean {
  return name.endsWith(domain) && name.charAt(name.length - domain.length - 1) === "." &&
    name.length > domain.length + 1;
}
