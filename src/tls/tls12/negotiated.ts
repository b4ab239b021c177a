/** What TLS 1.2 has agreed on once the ServerHello is in. */
import type { Tls12Suite } from "../cipher_suite.ts";
import type { Client } from "../hello/client.ts";
import type { ServerHello } from "../message/mod.ts";

export interface Negotiated {
  readonly client: Client;
  readonly serverHello: ServerHello;
  readonly version: number;
  readonly suite: Tls12Suite;
  readonly applicationProtocol: string | null;
  /** RFC 7627. */
  readonly extendedMainSecret: boolean;
  /** The server agreed to staple: a CertificateStatus may follow the Certificate. */
  readonly willStaple: boolean;
  /** The server agreed to issue a ticket: a NewSessionTicket comes before its Finished. */
  readonly willIssueTicket: boolean;
}
