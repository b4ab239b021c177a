/** Everything the program asks of the platform it runs on. An entry file chooses the implementation. */
import type { DnsExchange } from "../dns/mod.ts";
import type { ByteStream } from "./byte_stream.ts";
import type { Clock } from "./clock.ts";
import type { Deadline } from "./deadline.ts";

export interface Runtime {
  /** As in the report's `vantage`: `deno`, `workerd`. */
  readonly name: string;
  readonly version: string;
  /** Where this instance runs, when the platform says. */
  readonly region: string | null;
  readonly clock: Clock;
  /** Octets from the platform's cryptographic random generator. */
  random(length: number): Uint8Array<ArrayBuffer>;
  /** Whether a policy has `refuseFetch` hold what servers point at to the ports of http and https. */
  readonly webPortsOnly?: boolean | undefined;
  /** Every A and AAAA record, in the resolver's order. Rejects with `NetworkError` (`host_not_found`, `dns_*`). */
  resolve(hostname: string, deadline: Deadline): Promise<Address[]>;
  /** A question to the DNS resolver, for what `resolve` does not tell: `lookUp`. Absent where none is known. */
  readonly exchangeDns?: DnsExchange | undefined;
  /** A TCP connection to one address, bound to the deadline. Rejects with `NetworkError`. */
  dial(address: string, port: number, deadline: Deadline): Promise<ByteStream>;
  /**
   * A connection that the platform's own TLS stack protects, to a server that it has verified: for what is believed
   * for whom it comes from. Absent where the platform has none. Rejects with `NetworkError`.
   */
  readonly dialSecurely?: DialSecurely | undefined;
  /** The platform's own TLS handshake with the same address and name: the witness beside ours. */
  native(request: NativeRequest, deadline: Deadline): Promise<NativeOutcome>;
}

/** An address as the report shows it. */
export interface Address {
  /** Textual, without brackets. */
  readonly address: string;
  readonly family: 4 | 6;
}

export type DialSecurely = (server: SecureServer, deadline: Deadline) => Promise<ByteStream>;

export interface SecureServer {
  /** Dialled where the platform can dial one address under another name; Cloudflare's looks the name up itself. */
  readonly address: string;
  readonly port: number;
  readonly serverName: string;
  /** PEM certificates trusted beside the platform's own roots, where it lets us say so. */
  readonly anchors: readonly string[];
}

export interface NativeRequest {
  readonly address: string;
  readonly port: number;
  /** The name to verify and to send as SNI; `null` verifies the address. */
  readonly serverName: string | null;
  readonly applicationProtocols: readonly string[];
  /** PEM certificates trusted beside the platform's own roots. */
  readonly anchors: readonly string[];
  /** Also find out the peer's certificates, version and suite, which may take a second connection. */
  readonly wantCertificates: boolean;
  /** `address` was judged and nothing else may be reached: the platform must not look the name up itself. */
  readonly addressOnly?: boolean;
}

/** What the platform's own stack said, with what its API shows beside it. */
export interface NativeOutcome {
  /** The call that was made, as a reader would look it up: `Deno.connectTls`. */
  readonly api: string;
  readonly outcome: "trusted" | "refused" | "unreachable" | "not_available";
  readonly applicationProtocol: string | null;
  /** The platform's own words when it did not end in `trusted`. */
  readonly error: string | null;
  /** DER, leaf first, where the platform shows the chain; only filled for the fallback report. */
  readonly certificates: readonly Uint8Array[];
  /** As the platform names it, `TLSv1.3`; null where hidden. */
  readonly protocolVersion: string | null;
  readonly cipherSuite: string | null;
}
