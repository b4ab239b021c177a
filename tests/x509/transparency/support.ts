/** One moment, one small hierarchy, and the judgement of a certificate's SCTs in one line. */
import {
  certificateAuthority,
  type CertificateOptions,
  type IssuedCertificate,
} from "../../../src/demo/certificates.ts";
import {
  judgeChain,
  judgeTransparency,
  readLogList,
  type TransparencyJudgement,
  trustStore,
} from "../../../src/x509/mod.ts";
import { loggedCertificate, logListOf, type TestLog } from "../../support/ct_log.ts";

export const now = new Date("2026-11-23T12:00:00Z");
export const anHourAgo = new Date("2026-11-23T11:00:00Z");

const dnsNames = ["www.example.com"];

export const root = await certificateAuthority({ subject: "CT Test Root", now });

export interface Question {
  readonly leaf: IssuedCertificate;
  /** Sent behind the leaf. */
  readonly others?: readonly IssuedCertificate[];
  readonly tls?: readonly Uint8Array[];
  readonly ocspResponse?: Uint8Array | null;
  /** `null`: no list. */
  readonly logs: readonly TestLog[] | null;
  readonly publishedAt?: Date;
  readonly at?: Date;
  /** Whether the root is one that browsers have. */
  readonly isPublic?: boolean;
}

export async function judged(question: Question): Promise<TransparencyJudgement> {
  const { leaf, others = [], tls = [], ocspResponse = null, logs, at = now, isPublic = true } = question;
  const judgement = await judgeChain({
    certificates: [leaf, ...others].map(({ der }) => der),
    trustStore: trustStore([root.der]),
    serverName: dnsNames[0]!,
    now: at,
  });
  const transparency = await judgeTransparency({
    // No test has the key of a public root.
    judgement: { ...judgement, anchor: isPublic ? "public" : judgement.anchor },
    signedCertificateTimestamps: tls,
    ocspResponse,
    logList: logs && readLogList(logListOf(logs, question.publishedAt)),
    now: at,
  });
  return transparency!;
}

/** A certificate under the root, with an SCT of each log inside. */
export function loggedBy(
  logs: readonly TestLog[],
  options: CertificateOptions & { readonly at?: Date | bigint } = {},
): Promise<IssuedCertificate> {
  const { at = anHourAgo, ...certificate } = options;
  return loggedCertificate({
    issuer: root,
    options: { dnsNames, ...certificate },
    timestamps: (tbs, spki) => Promise.all(logs.map((log) => log.signPrecertificate(tbs, spki, { at }))),
  });
}

export async function verdicts(question: Question): Promise<readonly string[]> {
  const { timestamps } = await judged(question);
  return timestamps.map(({ source, verified }) => `${source}: ${verified}`);
}

export async function objections(question: Question): Promise<readonly (string | null)[]> {
  const { timestamps } = await judged(question);
  return timestamps.map(({ verified, objection }) => verified === "verified" ? objection : verified);
}
