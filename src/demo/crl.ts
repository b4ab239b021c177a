/** Certificate revocation lists by the factory's authorities, RFC 5280 §5. */
import type { SigningKey } from "../crypto/signing_key.ts";
import type { IssuedCertificate } from "./certificates.ts";
import { type Der, enumerated, explicit, integer, sequence, time } from "./der.ts";
import { authorityKeyIdentifier, extension } from "./extensions.ts";
import { toPem } from "./pem.ts";
import { signatureAlgorithm, signed } from "./signed.ts";

export interface CrlOptions {
  readonly revoked?: readonly RevokedCertificate[];
  /** Without one, an hour before the issuer's now. */
  readonly thisUpdate?: Date;
  /** Without one, a week after `thisUpdate`; `null` leaves it out. */
  readonly nextUpdate?: Date | null;
  readonly crlNumber?: number | bigint;
  /** Signs in the issuer's stead. */
  readonly signedBy?: SigningKey;
  /** More crlExtensions, DER. */
  readonly rawExtensions?: readonly Uint8Array[];
}

export interface RevokedCertificate {
  /** Content octets, as in `IssuedCertificate`. */
  readonly serialNumber: Uint8Array;
  /** Without one, `thisUpdate`. */
  readonly revocationDate?: Date;
  /** A CRLReason, RFC 5280 §5.3.1: 1 is keyCompromise. */
  readonly reason?: number;
}

const millisecondsOfHour = 3_600_000;

/** A complete list in version 2. */
export async function crl(
  issuer: IssuedCertificate,
  options: CrlOptions = {},
): Promise<{ der: Der; pem: string }> {
  const { revoked = [], crlNumber = 1, signedBy = issuer.key, rawExtensions = [] } = options;
  const thisUpdate = options.thisUpdate ?? new Date(issuer.now.getTime() - millisecondsOfHour);
  const { nextUpdate = new Date(thisUpdate.getTime() + 7 * 24 * millisecondsOfHour) } = options;
  const entries = revoked.map(({ serialNumber, revocationDate, reason }) =>
    sequence(
      integer(serialNumber),
      time(revocationDate ?? thisUpdate),
      ...reason === undefined ? [] : [sequence(extension("2.5.29.21", enumerated(reason)))],
    )
  );
  const extensions = [
    authorityKeyIdentifier(issuer.subjectKeyIdentifier),
    extension("2.5.29.20", integer(crlNumber)),
    ...rawExtensions,
  ];
  // RFC 5280 §5.1
  const toBeSigned = sequence(
    integer(1),
    signatureAlgorithm(signedBy),
    issuer.subject,
    time(thisUpdate),
    ...nextUpdate === null ? [] : [time(nextUpdate)],
    ...entries.length === 0 ? [] : [sequence(...entries)],
    explicit(0, sequence(...extensions)),
  );
  const der = await signed(toBeSigned, signedBy);
  return { der, pem: toPem("X509 CRL", der) };
}
