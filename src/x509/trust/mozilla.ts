/** Mozilla's root store, as the platform's list had it on the day that it was generated. */
import { equalBytes, fromBase64 } from "../../bytes/mod.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { parseCertificate } from "../certificate/parse.ts";
import { generatedOn, roots, source } from "../roots_data.ts";
import type { TrustStore } from "./trust_store.ts";

/** When and from what the list was made. */
export interface RootsProvenance {
  /** `YYYY-MM-DD`. */
  readonly generatedOn: string;
  readonly source: string;
  readonly count: number;
}

export const mozillaRootsProvenance: RootsProvenance = { generatedOn, source, count: roots.length };

/** One store for the whole process. A root is decoded when a chain first asks for its subject. */
export function mozillaRoots(): TrustStore {
  return store;
}

/** Whether a certificate is one of its roots. */
export function isMozillaRoot({ subject, der }: ParsedCertificate): boolean {
  return store.findBySubject(subject).some((root) => equalBytes(root.der, der));
}

const bySubject: ReadonlyMap<string, readonly (readonly [string, string])[]> = Map.groupBy(
  roots,
  ([key]) => key,
);
const parsed = new Map<string, readonly ParsedCertificate[]>();

const store: TrustStore = {
  name: "Mozilla's root store",
  provenance: `Mozilla's root store, ${roots.length} certificates: ${source}, taken on ${generatedOn}`,
  isPublic: true,
  findBySubject({ key }) {
    const known = parsed.get(key);
    if (known !== undefined) return known;
    const found = (bySubject.get(key) ?? []).map(([, base64]) => parseCertificate(fromBase64(base64)));
    if (found.length > 0) parsed.set(key, found);
    return found;
  },
};
