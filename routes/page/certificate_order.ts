import type { Certificate, Report } from "../../src/report/mod.ts";

/** Each certificate once: the first path's from the leaf to the anchor, then those that belong to none of it. */
export function inPathOrder({ certificates, chain }: Report): Certificate[] {
  const path = chain?.paths.find(({ trusted }) => trusted) ?? chain?.paths[0];
  const known = new Map(certificates.map((certificate) => [certificate.fingerprint_sha256, certificate]));
  const order = new Set([...path?.certificates ?? [], ...known.keys()]);
  return [...order].flatMap((fingerprint) => known.get(fingerprint) ?? []);
}

/** The common name in an RFC 4514 name, or the whole name when it has none. */
export function commonName(name: string): string {
  const found = /(?:^|[,+])CN=((?:\\.|[^,+\\])+)/i.exec(name)?.[1];
  return found?.replace(/\\([ "#+,;<=>\\])/g, "$1") ?? name;
}
