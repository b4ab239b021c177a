/** The words of the chain as it is drawn, from the server's certificate to the root. */
import type { Revocation } from "../../src/report/mod.ts";

export const chain = {
  role: {
    leaf: "The server's certificate",
    intermediate: "Intermediate certificate",
    root: "Root certificate",
    stray: "Certificate on no path",
  },
  signedBy: "Signed by",
  /** Where a path ends before a root that is trusted. */
  broken: "No trusted root is reached",
  stray: "Also sent, and of no use here",
  early: "Not valid yet",
  expired: "Expired",
  inTime: "In time",
  status: {
    good: "Not revoked",
    revoked: "Revoked",
    unknown: "Revocation unknown",
    no_answer: "Revocation not answered",
    invalid: "Revocation unknown",
  } satisfies Record<Revocation["status"], string>,
  according: { stapled: "stapled OCSP", ocsp: "OCSP", crl: "CRL" } satisfies Record<
    Revocation["source"],
    string
  >,
  details: "Subject, issuer, serial number and fingerprint",
  pem: "PEM",
  pemBeyond: "This certificate is long: its bytes are in the JSON",
  pathCount: (count: number) => count === 1 ? "One path was tried" : `${count} paths were tried`,
};
