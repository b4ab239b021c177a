import type { Certificate, Report } from "../../src/report/mod.ts";

interface DrawnChain {
  /** The first path that holds, or the first that was tried, from the leaf up. */
  readonly path: readonly Certificate[];
  /** What belongs to none of it. */
  readonly strays: readonly Certificate[];
  readonly isTrusted: boolean;
  /** Why the path does not hold, in a sentence. */
  readonly error: string | null;
}

export function chainOf({ certificates, chain }: Report): DrawnChain {
  const known = new Map(certificates.map((certificate) => [certificate.fingerprint_sha256, certificate]));
  const best = chain?.paths.find(({ trusted }) => trusted) ?? chain?.paths[0];
  const path = [...new Set(best?.certificates ?? [])].flatMap((fingerprint) => known.get(fingerprint) ?? []);
  // Without a path there is still what the server sent first: its own.
  if (path.length === 0) path.push(...certificates.slice(0, 1));
  const drawn = new Set(path);
  return {
    path,
    strays: [...known.values()].filter((certificate) => !drawn.has(certificate)),
    isTrusted: best?.trusted ?? false,
    error: best?.error?.message ?? chain?.error?.message ?? null,
  };
}

/** Where a certificate stands in the page. */
export function certificateId(fingerprint: string): string {
  return `certificate-${fingerprint.slice(0, 16)}`;
}

/** The common name in an RFC 4514 name, or the whole name when it has none. */
export function commonName(name: string): string {
  const found = /(?:^|[,+])CN=((?:\\.|[^,+\\])+)/i.exec(name)?.[1];
  return found?.replace(/\\([ "#+,;<=>\\])/g, "$1") ?? name;
}
