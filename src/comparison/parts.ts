/** What of a report is held against another one: what it means to be alike, and the words for it. */
import type { CodePoint } from "../registry/mod.ts";
import type { EarlierReport } from "../report/earlier.ts";

export type PartId =
  | "verdict"
  | "certificate"
  | "chain"
  | "issuer"
  | "expiry"
  | "protocol_version"
  | "cipher_suite"
  | "named_group"
  | "application_protocol";

export interface Part {
  readonly id: PartId;
  readonly label: string;
  /** Whether it belongs to what an unchanged server shows again, the report's `stable`. */
  readonly isStable: boolean;
  /** Equal where it is alike; `null`: there is none; `undefined`: it is not known, which differs from nothing. */
  value(report: EarlierReport): string | null | undefined;
  /** The value in words; without it, the value itself. */
  words?(report: EarlierReport): string;
}

export const parts: readonly Part[] = [
  { id: "verdict", label: "Verdict", isStable: false, value: ({ verdict }) => verdict },
  {
    id: "certificate",
    label: "Certificate",
    isStable: true,
    value: ({ stable }) => stable?.certificates?.[0],
    words: (report) => {
      const certificate = leaf(report);
      const fingerprint = `SHA-256 ${short(report.stable?.certificates?.[0] ?? "")}`;
      return certificate === undefined ? fingerprint : `${certificate.subject} (${fingerprint})`;
    },
  },
  {
    id: "chain",
    label: "Chain",
    isStable: true,
    value: ({ stable }) => stable?.certificates?.slice(1).join(" "),
    words: ({ stable, certificates }) => {
      const names = (stable?.certificates ?? []).slice(1).map((fingerprint) => {
        const subject = certificates.find((each) => each.fingerprint_sha256 === fingerprint)?.subject;
        return `${subject ?? "a certificate"} (SHA-256 ${short(fingerprint)})`;
      });
      return names.length === 0 ? "nothing but the server's own certificate" : names.join("; ");
    },
  },
  { id: "issuer", label: "Issuer", isStable: false, value: (report) => leaf(report)?.issuer },
  {
    id: "expiry",
    label: "Expiry",
    isStable: false,
    value: (report) => leaf(report)?.not_after,
    words: (report) => leaf(report)!.not_after!.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC"),
  },
  { ...negotiated("protocol_version"), label: "Version" },
  { ...negotiated("cipher_suite"), label: "Cipher suite" },
  { ...negotiated("named_group"), label: "Group" },
  {
    id: "application_protocol",
    label: "ALPN",
    isStable: true,
    value: ({ stable }) => stable?.application_protocol,
  },
];

/** The part in words; `undefined` when it is not known. */
export function inWords(part: Part, report: EarlierReport): string | undefined {
  const value = part.value(report);
  if (value === undefined) return undefined;
  return value === null ? "none" : part.words?.(report) ?? value;
}

function negotiated(id: "protocol_version" | "cipher_suite" | "named_group") {
  const value = ({ stable }: EarlierReport) => stable === null ? undefined : name(stable[id]);
  return { id, isStable: true, value };
}

function name(point: CodePoint | null | undefined): string | null | undefined {
  return point && (point.name ?? point.hex);
}

function leaf({ stable, certificates }: EarlierReport) {
  return certificates.find(({ fingerprint_sha256 }) => fingerprint_sha256 === stable?.certificates?.[0]);
}

/** Enough to tell two apart by eye. */
function short(fingerprint: string): string {
  return `${fingerprint.slice(0, 16)}…`;
}
