/** A name from a certificate, prepared once to be compared with many subtrees. */
import type { GeneralName } from "../name/general_name.ts";
import { type Mailbox, mailbox } from "../name/mailbox.ts";
import { wildcardBase } from "../server_name/dns_name.ts";
import { uriHost } from "./uri.ts";

export interface ComparableName {
  readonly name: GeneralName;
  /** The name form that constraints are counted by. */
  readonly form: string;
  /** dNSName: lower case, and what a wildcard stands before. */
  readonly dns: DnsPattern | null;
  /** rfc822Name; `null` when it is not one. */
  readonly mailbox: Mailbox | null;
  /** uniformResourceIdentifier: the host; `null` when it names none. */
  readonly host: string | null;
}

export interface DnsPattern {
  readonly text: string;
  /** What follows `*.`; `null` without a wildcard. */
  readonly base: string | null;
}

export function comparable(name: GeneralName): ComparableName {
  return {
    name,
    form: formOf(name),
    dns: name.kind === "dNSName" ? dnsPattern(name.text) : null,
    mailbox: name.kind === "rfc822Name" ? mailbox(name.text) : null,
    host: name.kind === "uniformResourceIdentifier" ? uriHost(name.text) : null,
  };
}

export function dnsPattern(presented: string): DnsPattern {
  const text = presented.toLowerCase();
  return { text, base: wildcardBase(text) };
}

/** Other names are as many forms as they have types. */
export function formOf(name: GeneralName): string {
  return name.kind === "otherName" ? `otherName ${name.type}` : name.kind;
}
