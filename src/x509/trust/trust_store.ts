/** Where trust ends: anchors, found by the subject that an issuer name asks for. */
import { parseCertificate } from "../certificate/parse.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import type { Name } from "../name/name.ts";

export interface TrustStore {
  /** As a sentence names it: `Mozilla's root store`. */
  readonly name: string;
  /** What is in it and where that is from, with its name. */
  readonly provenance: string;
  /** Whether its anchors are held to the CA/Browser Forum's requirements. */
  readonly isPublic: boolean;
  /** The anchors that bear this subject; names are compared by RFC 5280 §7.1. */
  findBySubject(subject: Name): readonly ParsedCertificate[];
}

/** A store of given DER certificates, as `--ca-file` has them. Throws `MalformedCertificateError`. */
export function trustStore(anchors: readonly Uint8Array[], name = "the given anchors"): TrustStore {
  return storeOf(anchors.map(parseCertificate), name);
}

/** A store of anchors that were read already. */
export function storeOf(anchors: readonly ParsedCertificate[], name: string): TrustStore {
  const bySubject = Map.groupBy(anchors, ({ subject }) => subject.key);
  return {
    name,
    provenance: `${name}, ${anchors.length} certificate${anchors.length === 1 ? "" : "s"}`,
    isPublic: false,
    findBySubject: ({ key }) => bySubject.get(key) ?? [],
  };
}

/** Everything that any of the stores trusts. */
export function combine(stores: readonly TrustStore[]): TrustStore {
  return {
    name: stores.map(({ name }) => name).join(" and ") || "no trust store",
    provenance: stores.map(({ provenance }) => provenance).join("; ") || "none",
    isPublic: stores.length > 0 && stores.every(({ isPublic }) => isPublic),
    findBySubject: (subject) => stores.flatMap((store) => store.findBySubject(subject)),
  };
}
