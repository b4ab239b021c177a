/** The files of a session's evidence. */
import { type Evidence, keyLog, pcapng } from "../../src/evidence/mod.ts";
import { prose } from "../prose.ts";

export interface KeptEvidence {
  readonly evidence: Evidence;
  /** The report. */
  readonly json: string;
}

/** By the end of a file's name. */
export const evidenceKinds = ["zip", "pcapng", "keylog", "json"] as const;

export type EvidenceKind = typeof evidenceKinds[number];

export interface EvidenceFile {
  readonly name: string;
  readonly type: string;
  readonly octets: Uint8Array<ArrayBuffer>;
}

const types: Readonly<Record<EvidenceKind, string>> = {
  zip: "application/zip",
  pcapng: "application/octet-stream",
  keylog: "text/plain; charset=utf-8",
  json: "application/json",
};

export async function evidenceFile(kept: KeptEvidence, kind: EvidenceKind): Promise<EvidenceFile> {
  const octets = kind === "zip" ? await everything(kept) : contents[kind](kept);
  return { name: `${nameOf(kept.evidence)}.${kind}`, type: types[kind], octets: new Uint8Array(octets) };
}

const contents: Readonly<Record<Exclude<EvidenceKind, "zip">, (kept: KeptEvidence) => Uint8Array>> = {
  pcapng: ({ evidence }) => pcapng(evidence),
  keylog: ({ evidence }) => new TextEncoder().encode(keyLog(evidence)),
  json: ({ json }) => new TextEncoder().encode(json),
};

async function everything(kept: KeptEvidence): Promise<Uint8Array> {
  const { archive } = await import("./archive.ts");
  const name = nameOf(kept.evidence);
  const files = Object.entries(contents).map(([kind, content]) => [`${name}.${kind}`, content(kept)]);
  const about = new TextEncoder().encode(prose.evidence.readme(name));
  return archive(Object.fromEntries([...files, ["README.txt", about]]), kept.evidence.startedAt);
}

const NAME_CHARACTERS_MAX = 100;

/** As in `example.com-443-20261123T093000Z`: nothing that a file system or a header field would mind. */
function nameOf({ hostname, port, startedAt }: Evidence): string {
  const host = hostname.replace(/[^a-z0-9.-]/gi, "-").replace(/^[.-]+/, "").slice(0, NAME_CHARACTERS_MAX);
  return `${host}-${port}-${startedAt.toISOString().replace(/[-:]|\.\d+/g, "")}`;
}
