/** rfc822Name: a Mailbox of RFC 2821 §4.1.2, as RFC 5280 §4.2.1.6 takes it: no phrase, comment or brackets. */
import { dnsNameFault } from "../server_name/dns_name.ts";

export interface Mailbox {
  /** Case matters. */
  readonly local: string;
  /** Lower case. */
  readonly host: string;
}

/** `null` when the text is not one mailbox. */
export function mailbox(text: string): Mailbox | null {
  const [, local, host] = /^(".*"|[^@"]+)@([^@]+)$/.exec(text) ?? [];
  if (local === undefined || host === undefined) return null;
  if (!DOT_STRING.test(local) && !QUOTED_STRING.test(local)) return null;
  return dnsNameFault(host) === null ? { local, host: host.toLowerCase() } : null;
}

export function isMailbox(text: string): boolean {
  return mailbox(text) !== null;
}

/** RFC 2821 §4.1.2: Dot-string, Quoted-string. */
const DOT_STRING = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const QUOTED_STRING = /^"([^"\\]|\\.)*"$/;
