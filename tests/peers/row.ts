/** One row of the table: a server, how it is configured, and what it must then be seen to do. */
import type { ChainErrorCode, StepError, StepId, Verdict } from "../../src/report/mod.ts";
import type { KeyKind } from "./credentials.ts";
import type { TlsServer } from "./tls_servers/mod.ts";

export interface Row {
  readonly server: TlsServer;
  readonly certificate: KeyKind;
  /** In the server's own words. */
  readonly configuration: string;
  /** What follows from the configuration, and from nothing that we print. */
  readonly expected: Expected;
  /**
   * The target's scheme, which names the STARTTLS protocol too: `https` asks for a page; `tls`, the default, lets
   * the server speak first.
   */
  readonly protocol?: string;
  /** `localhost` when not given. */
  readonly serverName?: string;
}

export interface Expected {
  readonly connection: ExpectedConnection;
  /** The first step that must fail; `null`: all nine pass. */
  readonly failure: { readonly step: StepId; readonly code: StepError["code"] } | null;
  /** `null`: the path to the root holds, for the right name and today. */
  readonly chainError: ChainErrorCode | null;
  readonly verdict: Verdict;
  /** Their ids: all that is to be found, and nothing else. */
  readonly findings: readonly string[];
}

/** By IANA's names. */
export interface ExpectedConnection {
  readonly version: string;
  readonly suite: string;
  readonly group: string | null;
  /** Of a finite field before TLS 1.3; `null` for any other key exchange. */
  readonly primeBits: number | null;
  readonly scheme: string | null;
  readonly alpn: string | null;
  readonly helloRetryRequest: boolean;
  readonly clientCertificateRequested: boolean;
  readonly extendedMainSecret: boolean | null;
  readonly ocspStapled: boolean;
}

/** What most rows have in common need not be said in each. */
type Particulars =
  & Pick<ExpectedConnection, "suite" | "group" | "scheme">
  & Partial<ExpectedConnection>
  & Partial<Omit<Expected, "connection">>;

export const tls13 = (particulars: Particulars) => expected("TLS 1.3", null, particulars);

export const tls12 = (particulars: Particulars) => expected("TLS 1.2", true, particulars);

export const tls11 = (particulars: Particulars) => expected("TLS 1.1", true, particulars);

export const tls10 = (particulars: Particulars) => expected("TLS 1.0", true, particulars);

/** The server refuses all the protocols that browsers speak, and is asked again without any. */
export const withoutAlpn = {
  findings: ["tolerance.application_protocols"],
  verdict: "fail",
} as const;

export function expected(
  version: string,
  extendedMainSecret: boolean | null,
  { failure = null, chainError = null, findings = findingsOf(chainError), verdict, ...connection }:
    Particulars,
): Expected {
  return {
    connection: {
      version,
      primeBits: null,
      alpn: null,
      helloRetryRequest: false,
      clientCertificateRequested: false,
      extendedMainSecret,
      ocspStapled: false,
      ...connection,
    },
    failure,
    chainError,
    verdict: verdict ?? (failure === null && chainError === null ? "pass" : "fail"),
    findings,
  };
}

function findingsOf(chainError: ChainErrorCode | null): string[] {
  return chainError === null ? [] : [`certificate.${chainError}`];
}
