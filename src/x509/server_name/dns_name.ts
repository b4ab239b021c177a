/** DNS names as certificates carry them. */

/** Why a dNSName is not in the preferred name syntax (RFC 5280 §4.2.1.6, RFC 1034 §3.5, RFC 1123 §2.1); else `null`. */
export function dnsNameFault(text: string): string | null {
  if (text.length === 0) return "is empty";
  if (text.length > 253) return "is longer than 253 octets";
  for (const label of text.split(".")) {
    if (label.length === 0) return "has an empty label";
    if (label.length > 63) return `has a label longer than 63 octets`;
    if (label.includes("_")) return "has an underscore, which host names do not have";
    if (!/^[A-Za-z0-9-]+$/.test(label)) return "has a character that host names do not have";
    if (label.startsWith("-") || label.endsWith("-")) return "has a label that begins or ends with a hyphen";
  }
  return null;
}

/** A dNSName that starts with a whole label of `*` (RFC 9525 §6.3): the rest of it; else `null`. */
export function wildcardBase(text: string): string | null {
  return text.startsWith("*.") ? text.slice(2) : null;
}

/** Whether a presented dNSName covers a reference identifier (RFC 9525 §6.3). */
export function dnsNameMatches(presented: string, labels: readonly string[]): boolean {
  const base = wildcardBase(presented);
  if (!COMPARABLE.test(base ?? presented)) return false;
  const own = (base ?? presented).toLowerCase().split(".");
  // RFC 9525 §6.3: the wildcard stands for exactly one label
  const compared = base === null ? labels : labels.slice(1);
  return compared.length === own.length && own.every((label, index) => label === compared[index]);
}

/** Labels that can be compared: underscores break the profile, not the comparison; a `*` elsewhere is no wildcard. */
const COMPARABLE = /^[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*$/;
