/** Certificates that a server did not send, fetched from where those it sent say that they are (RFC 5280 §4.2.2.1). */
import { type Deadline, fetchHttp, type HttpFailure, type Runtime } from "../net/mod.ts";
import { MalformedCertificateError, readCertificateBag } from "../x509/mod.ts";

/** Octets of one answer: the largest certificate that is looked at, or a message with some dozens of usual size. */
const MAXIMUM_OCTETS = 262_144;

/** Addresses of one certificate's issuer that are tried. */
const MAXIMUM_ADDRESSES = 2;

/** What became of one address. */
export interface IssuerFetch {
  readonly url: string;
  /** DER, not looked into; none when there is a failure. */
  readonly certificates: readonly Uint8Array[];
  readonly failure: IssuerFetchFailure | null;
}

export interface IssuerFetchFailure {
  readonly code: HttpFailure["code"] | "malformed_certificate";
  readonly message: string;
}

/** Asks one address after the other until one gives certificates; says what became of each. */
export async function fetchIssuers(
  runtime: Runtime,
  addresses: readonly string[],
  userAgent: string,
  deadline: Deadline,
): Promise<IssuerFetch[]> {
  const fetches: IssuerFetch[] = [];
  for (const url of addresses.slice(0, MAXIMUM_ADDRESSES)) {
    const { body, failure } = await fetchHttp(runtime, {
      method: "GET",
      url,
      accept: "application/pkix-cert, application/pkcs7-mime, */*;q=0.1",
      maximumOctets: MAXIMUM_OCTETS,
      userAgent,
    }, deadline);
    const fetched = body === null ? { url, certificates: [], failure } : read(url, body);
    fetches.push(fetched);
    if (fetched.certificates.length > 0) break;
  }
  return fetches;
}

function read(url: string, octets: Uint8Array): IssuerFetch {
  try {
    const certificates = readCertificateBag(octets);
    if (certificates.length > 0) return { url, certificates, failure: null };
    return malformed(url, "What is there holds no certificate");
  } catch (error) {
    if (!(error instanceof MalformedCertificateError)) throw error;
    return malformed(url, `What is there is no certificate: ${error.message}`);
  }
}

function malformed(url: string, message: string): IssuerFetch {
  return { url, certificates: [], failure: { code: "malformed_certificate", message } };
}
