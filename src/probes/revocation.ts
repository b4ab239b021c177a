/** A certificate's status, asked of the sources that it names itself: OCSP (RFC 6960 appendix A.1) and CRLs. */
import { type Deadline, fetchHttp, type HttpOutcome, OctetBudget, type Runtime } from "../net/mod.ts";
import { MAXIMUM_OCSP_OCTETS } from "../x509/mod.ts";

/**
 * Octets of all the lists that one check fetches: the largest that public issuers publish have some millions. Whoever
 * makes a chain chooses whose addresses stand in it, and how many; it is no lever against them, nor against our memory.
 */
export const MAXIMUM_CRL_OCTETS = 10_485_760;

/** One for each check. */
export function crlBudget(): OctetBudget {
  return new OctetBudget(MAXIMUM_CRL_OCTETS);
}

/** `request`: DER OCSPRequest. By POST, which every responder has to take; what is asked often is not asked here. */
export function askOcspResponder(
  runtime: Runtime,
  url: string,
  request: Uint8Array,
  userAgent: string,
  deadline: Deadline,
): Promise<HttpOutcome> {
  return fetchHttp(runtime, {
    method: "POST",
    url,
    accept: "application/ocsp-response",
    body: { contentType: "application/ocsp-request", octets: request },
    maximumOctets: MAXIMUM_OCSP_OCTETS,
    userAgent,
  }, deadline);
}

export function fetchCrl(
  runtime: Runtime,
  url: string,
  budget: OctetBudget,
  userAgent: string,
  deadline: Deadline,
): Promise<HttpOutcome> {
  return fetchHttp(runtime, {
    method: "GET",
    url,
    accept: "application/pkix-crl, */*;q=0.1",
    maximumOctets: budget.total,
    budget,
    userAgent,
  }, deadline);
}
