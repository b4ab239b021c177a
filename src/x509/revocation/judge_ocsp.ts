/**
 * An OCSP response, stapled or asked for, verified and held against one certificate (RFC 6960 §3.2).
 *
 * A genuine response that says "revoked" is believed whatever its age, because what was revoked stays so; "good"
 * is believed only in its time.
 */
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { MalformedCertificateError } from "../malformed.ts";
import { namesCertificate } from "./cert_id.ts";
import { type OcspResponse, parseOcspResponse, type SingleResponse } from "./ocsp_response.ts";
import { responderProblem } from "./responder.ts";
import {
  CLOCK_TOLERANCE_MS,
  day,
  plainStatement,
  problem,
  type RevocationStatement,
  revokedStatement,
} from "./statement.ts";

/** How long a response holds that does not say when the next one comes. RFC 5019 §2.2.4 does not allow such ones. */
const MAXIMUM_AGE_MS = 10 * 86_400_000;

/** SingleResponses that are looked at; responders may send what they were not asked about. */
const MAXIMUM_RESPONSES = 64;

export interface JudgeOcspInput {
  /** DER OCSPResponse. */
  readonly response: Uint8Array;
  readonly certificate: ParsedCertificate;
  /** `null` when it is not at hand: then nothing can be verified. */
  readonly issuer: ParsedCertificate | null;
  readonly now: Date;
}

export async function judgeOcsp(
  { response, certificate, issuer, now }: JudgeOcspInput,
): Promise<RevocationStatement> {
  let parsed: OcspResponse;
  try {
    parsed = parseOcspResponse(response);
  } catch (error) {
    if (!(error instanceof MalformedCertificateError)) throw error;
    return problem("malformed", `cannot be read: ${error.message}`);
  }
  const { responseStatus, basic } = parsed;
  if (basic === null) return problem("unsuccessful", refusal(responseStatus));
  if (issuer === null) {
    return problem("unverifiable", "cannot be verified without the issuer's certificate, which was not sent");
  }
  const single = await findResponse(basic.responses, certificate, issuer);
  if (single === null) return problem("wrong_certificate", "is about another certificate");
  const untrusted = await responderProblem(basic, issuer, now);
  if (untrusted !== null) return untrusted;
  // RFC 6960 §4.4: extensions should not be critical; one that is and is not understood refuses the response
  const critical = [...basic.criticalExtensions, ...single.criticalExtensions]
    .find((oid) => !MAY_BE_CRITICAL.has(oid));
  if (critical !== undefined) {
    return problem("malformed", `has the critical extension ${critical}, which is not understood here`);
  }
  return judgeStatus(single, now);
}

/** The one about this certificate; of several, one that revokes. */
async function findResponse(
  responses: readonly SingleResponse[],
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
): Promise<SingleResponse | null> {
  let found: SingleResponse | null = null;
  for (const single of responses.slice(0, MAXIMUM_RESPONSES)) {
    if (!await namesCertificate(single.certId, certificate, issuer)) continue;
    if (found === null || single.certStatus.kind === "revoked") found = single;
  }
  return found;
}

function judgeStatus(
  { certStatus, thisUpdate, nextUpdate = null }: SingleResponse,
  now: Date,
): RevocationStatement {
  const period = { thisUpdate, nextUpdate };
  if (certStatus.kind === "revoked") {
    return revokedStatement(certStatus.revocationTime, certStatus.reason, period);
  }
  if (thisUpdate === null) return problem("malformed", "does not say since when it holds", period);
  if (thisUpdate.getTime() > now.getTime() + CLOCK_TOLERANCE_MS) {
    return problem("not_yet_valid", `holds only from ${day(thisUpdate)} on`, period);
  }
  // RFC 6960 §3.2 (6)
  if (nextUpdate !== null && nextUpdate.getTime() < now.getTime() - CLOCK_TOLERANCE_MS) {
    return problem("stale", `was to be replaced on ${day(nextUpdate)}`, period);
  }
  if (nextUpdate === null && thisUpdate.getTime() < now.getTime() - MAXIMUM_AGE_MS) {
    return problem("stale", `is of ${day(thisUpdate)} and does not say how long it holds`, period);
  }
  return certStatus.kind === "unknown"
    ? plainStatement("unknown", "says that the responder does not know the certificate", period)
    : plainStatement("good", "says that the certificate is good", period);
}

/** Nonce, CRL reference, archive cutoff, service locator, extended revoked definition: none changes what is said. */
const MAY_BE_CRITICAL: ReadonlySet<string> = new Set(
  [2, 3, 6, 7, 9].map((arc) => `1.3.6.1.5.5.7.48.1.${arc}`),
);

/** RFC 6960 §2.3. */
function refusal(responseStatus: number): string {
  const words = REFUSALS.get(responseStatus) ?? `status ${responseStatus}`;
  return `says only that the responder did not answer: ${words}`;
}

const REFUSALS: ReadonlyMap<number, string> = new Map([
  [1, "malformedRequest"],
  [2, "internalError"],
  [3, "tryLater"],
  [5, "sigRequired"],
  [6, "unauthorized"],
]);
