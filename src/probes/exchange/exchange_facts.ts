/** Step 9: what went through the protected channel and came back. */
import type { Failure } from "../../tls/mod.ts";

export interface ExchangeFacts {
  readonly startedMs: number;
  readonly endedMs: number;
  /** What was spoken: `http/1.1`, `h2`, a protocol's name, or `none` when the server was only listened to. */
  readonly spoken: string;
  /** One line about what came back; `null` when nothing did. */
  readonly answer: string | null;
  /** Decrypted with the new keys: application data, a ticket, a close_notify, the Finished of TLS 1.2. */
  readonly proof: "application_data" | "new_session_ticket" | "close_notify" | "finished" | null;
  readonly http: HttpFacts | null;
  readonly failure: Failure | null;
}

export interface HttpFacts {
  readonly status: number;
  /** Those kept, in the order sent, names in lower case: see `KEPT_HEADERS`. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** The server says in HTTP what it did not say in TLS: that it wants a client certificate. */
  readonly wantsClientCertificate: boolean;
}

/** What a protocol's exchange leaves behind; the frame around it knows the rest. */
export interface Answer {
  /** One line about what came back; `null` when nothing did. */
  readonly answer: string | null;
  readonly http: HttpFacts | null;
  /** What the protocol says before it hangs up, where it has such a thing. */
  readonly farewell?: Uint8Array;
}
