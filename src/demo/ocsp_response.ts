/** OCSP responses by the factory's authorities or by responders they name, RFC 6960 §4.2.1. */
import { createHash } from "node:crypto";
import type { SigningKey } from "../crypto/signing_key.ts";
import { type IssuedCertificate, publicKeyOctets } from "./certificates.ts";
import {
  type Der,
  enumerated,
  explicit,
  generalizedTime,
  implicit,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
} from "./der.ts";
import { signed } from "./signed.ts";

export interface OcspResponseOptions {
  /** What is known of each certificate. */
  readonly responses: readonly OcspStatus[];
  /** Signs instead of the issuer, with its certificate enclosed; it should carry the purpose `OCSPSigning`. */
  readonly responder?: IssuedCertificate;
  /** Whether the responder is named by its name or by its key. */
  readonly responderId?: "byName" | "byKey";
  /** Without one, the issuer's now. */
  readonly producedAt?: Date;
  /** Signs in the responder's stead. */
  readonly signedBy?: SigningKey;
  /** responseExtensions, DER: a nonce, say. */
  readonly rawExtensions?: readonly Uint8Array[];
}

export interface OcspStatus {
  /** Content octets, as in `IssuedCertificate`. */
  readonly serialNumber: Uint8Array;
  /** `good` without one. */
  readonly status?: "good" | "unknown" | { readonly revocationTime: Date; readonly reason?: number };
  /** Without one, an hour before the issuer's now. */
  readonly thisUpdate?: Date;
  /** Without one, three days after `thisUpdate`; `null` leaves it out. */
  readonly nextUpdate?: Date | null;
  readonly hash?: "SHA-1" | "SHA-256";
  /** Another issuer than the one that answers. */
  readonly issuer?: IssuedCertificate;
  /** singleExtensions, DER: signed certificate timestamps, say. */
  readonly rawExtensions?: readonly Uint8Array[];
}

const millisecondsOfHour = 3_600_000;

/** A successful OCSPResponse with a BasicOCSPResponse inside, as a server staples it. */
export async function ocspResponse(issuer: IssuedCertificate, options: OcspResponseOptions): Promise<Der> {
  const { responder, responderId = "byKey", producedAt = issuer.now, rawExtensions = [] } = options;
  const signer = responder ?? issuer;
  const responseData = sequence(
    responderId === "byName"
      ? explicit(1, signer.subject)
      : explicit(2, octetString(hashed("SHA-1", publicKeyOctets(signer.key.spki)))),
    generalizedTime(producedAt),
    sequence(...options.responses.map((response) => singleResponse(issuer, response))),
    ...rawExtensions.length === 0 ? [] : [explicit(1, sequence(...rawExtensions))],
  );
  const enclosed = responder === undefined ? [] : [explicit(0, sequence(responder.der))];
  const basic = await signed(responseData, options.signedBy ?? signer.key, {}, enclosed);
  const responseBytes = sequence(objectIdentifier("1.3.6.1.5.5.7.48.1.1"), octetString(basic));
  return sequence(enumerated(0), explicit(0, responseBytes));
}

/** An OCSPResponse that only says why there is none: 1 malformedRequest to 6 unauthorized. */
export function ocspRefusal(responseStatus: number): Der {
  return sequence(enumerated(responseStatus));
}

function singleResponse(answering: IssuedCertificate, response: OcspStatus): Der {
  const { hash = "SHA-1", issuer = answering, status = "good", rawExtensions = [] } = response;
  const thisUpdate = response.thisUpdate ?? new Date(answering.now.getTime() - millisecondsOfHour);
  const { nextUpdate = new Date(thisUpdate.getTime() + 72 * millisecondsOfHour) } = response;
  const certId = sequence(
    sequence(objectIdentifier(hash === "SHA-1" ? "1.3.14.3.2.26" : "2.16.840.1.101.3.4.2.1"), nullValue()),
    octetString(hashed(hash, issuer.subject)),
    octetString(hashed(hash, publicKeyOctets(issuer.key.spki))),
    integer(response.serialNumber),
  );
  return sequence(
    certId,
    certStatus(status),
    generalizedTime(thisUpdate),
    ...nextUpdate === null ? [] : [explicit(0, generalizedTime(nextUpdate))],
    ...rawExtensions.length === 0 ? [] : [explicit(1, sequence(...rawExtensions))],
  );
}

function certStatus(status: NonNullable<OcspStatus["status"]>): Der {
  if (status === "good") return implicit(0, new Uint8Array(0));
  if (status === "unknown") return implicit(2, new Uint8Array(0));
  const { revocationTime, reason } = status;
  // RevokedInfo is a SEQUENCE, and stays constructed under its implicit tag.
  return explicit(
    1,
    generalizedTime(revocationTime),
    ...reason === undefined ? [] : [explicit(0, enumerated(reason))],
  );
}

function hashed(hash: "SHA-1" | "SHA-256", bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(createHash(hash === "SHA-1" ? "sha1" : "sha256").update(bytes).digest());
}
