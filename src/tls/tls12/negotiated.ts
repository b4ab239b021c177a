/** What TLS 1.2, or an older version, has agreed on once the ServerHello is in. */
import type { HashName } from "../../crypto/mod.ts";
import type { Tls12Suite } from "../cipher_suite.ts";
import type { Client } from "../hello/client.ts";
import type { ServerHello } from "../message/mod.ts";

export interface Negotiated {
  readonly client: Client;
  readonly serverHello: ServerHello;
  readonly version: number;
  readonly suite: Tls12Suite;
  /** Of the PRF and of the transcript: the suite's in TLS 1.2, MD5 and SHA-1 together before it (RFC 4346 §5). */
  readonly hash: HashName;
  readonly applicationProtocol: string | null;
  /** Of the server, RFC 7250. */
  readonly certificateType: number;
  /** RFC 7627. */
  readonly extendedMainSecret: boolean;
  /** RFC 7366; says something only to CBC suites. */
  readonly encryptThenMac: boolean;
  /** The server agreed to staple: a CertificateStatus may follow the Certificate. */
  readonly willStaple: boolean;
  /** The server agreed to issue a ticket: a NewSessionTicket comes before its Finished. */
  readonly willIssueTicket: boolean;
}
