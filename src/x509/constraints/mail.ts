/** rfc822Name subtrees (RFC 5280 §4.2.1.10): one mailbox, every mailbox on a host, or on any host of a domain. */
import { dnsNameFault } from "../server_name/dns_name.ts";
import { type Mailbox, mailbox } from "../name/mailbox.ts";

export type MailSubtree =
  | { readonly kind: "mailbox"; readonly mailbox: Mailbox }
  | { readonly kind: "host"; readonly host: string }
  | { readonly kind: "domain"; readonly domain: string };

/** `null` when the constraint is malformed. */
export function mailSubtree(text: string): MailSubtree | null {
  if (text.includes("@")) {
    const one = mailbox(text);
    return one && { kind: "mailbox", mailbox: one };
  }
  const lower = text.toLowerCase();
  if (lower === "") return { kind: "domain", domain: "" };
  if (lower.startsWith(".")) {
    return dnsNameFault(lower.slice(1)) === null ? { kind: "domain", domain: lower } : null;
  }
  return dnsNameFault(lower) === null ? { kind: "host", host: lower } : null;
}

export function containsMailbox(subtree: MailSubtree, { local, host }: Mailbox): boolean {
  switch (subtree.kind) {
    case "mailbox":
      // RFC 5280 §7.5: the local part letter for letter, the host without regard to case
      return subtree.mailbox.local === local && subtree.mailbox.host === host;
    case "host":
      return subtree.host === host;
    case "domain":
      return host.endsWith(subtree.domain);
  }
}
