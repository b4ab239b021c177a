/** The certificate authorities behind the gallery. */
import { certificateAuthority, type IssuedCertificate } from "./certificates.ts";

export interface Authorities {
  /** The root that whoever looks at the gallery trusts. */
  readonly root: IssuedCertificate;
  /** Issues the servers' certificates, under `root`. */
  readonly intermediate: IssuedCertificate;
  /** A root of the same build that nobody trusts, and its intermediate. */
  readonly strangerRoot: IssuedCertificate;
  readonly strangerIntermediate: IssuedCertificate;
}

export async function demonstrationAuthorities(now: Date): Promise<Authorities> {
  const [root, strangerRoot] = await Promise.all([
    certificateAuthority({ subject: { C: "XX", O: "Demonstration", CN: "Demonstration Root" }, now }),
    certificateAuthority({ subject: { C: "XX", O: "Stranger", CN: "Stranger Root" }, now }),
  ]);
  const [intermediate, strangerIntermediate] = await Promise.all([
    certificateAuthority({
      subject: { C: "XX", O: "Demonstration", CN: "Demonstration Intermediate" },
      issuer: root,
      pathLength: 0,
    }),
    certificateAuthority({
      subject: { C: "XX", O: "Stranger", CN: "Stranger Intermediate" },
      issuer: strangerRoot,
      pathLength: 0,
    }),
  ]);
  return { root, intermediate, strangerRoot, strangerIntermediate };
}
