/** Revocations that sources told of, as broken rules on the paths that hold the revoked certificate. */
import { equalBytes } from "../../bytes/mod.ts";
import type { Path } from "../path/build.ts";
import { mention, roleAt, type Violation } from "../rules/mod.ts";
import { reasonName } from "../crl/reason.ts";

/** One certificate, and who said of it what; verified before. */
export interface KnownRevocation {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly revokedAt: Date | null;
  /** CRLReason; `null` when none is given. */
  readonly reason: number | null;
  /** Who says so, as `the OCSP response that the server sent`. */
  readonly according: string;
}

export function knownRevocations(
  { certificates, end }: Path,
  known: readonly KnownRevocation[],
): Violation[] {
  return certificates.flatMap((certificate, index) => {
    const found = known.find((each) => equalBytes(each.certificate, certificate.der));
    if (found === undefined) return [];
    const subject = mention(certificate, roleAt(index, certificates.length, end === "anchor"));
    const since = found.revokedAt === null ? "" : ` on ${found.revokedAt.toISOString().slice(0, 10)}`;
    const why = found.reason === null ? "" : `, reason ${reasonName(found.reason)}`;
    return [{
      rule: "revoked",
      code: "revoked",
      breaks: "path",
      certificate,
      message: `${subject} was revoked${since}${why}, says ${found.according}`,
      hint: "Replace it at once, with a new key if the old one may be known to others",
      reference: "RFC 5280 §6.3",
    }];
  });
}
