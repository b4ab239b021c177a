/** Certificate transparency (RFC 6962): the SCTs that came with a certificate, judged. */
import type { ParsedCertificate } from "../certificate/certificate.ts";
import type { Judgement } from "../judge_chain.ts";
import { type BrowserPolicy, browserPolicy } from "./browser_policy.ts";
import type { LogList } from "./log_list.ts";
import { describeTimestamp, findTimestamps, type JudgedTimestamp } from "./timestamps.ts";

export interface TransparencyInput {
  readonly judgement: Pick<Judgement, "chain" | "leaf" | "path" | "anchor">;
  /** Serialized SCTs from the TLS extension. */
  readonly signedCertificateTimestamps: readonly Uint8Array[];
  /** The stapled OCSPResponse, DER. */
  readonly ocspResponse: Uint8Array | null;
  /** `null`: no signature is verified, and nothing is asked for. */
  readonly logList: LogList | null;
  readonly now: Date;
}

export interface TransparencyJudgement {
  readonly timestamps: readonly JudgedTimestamp[];
  /** `null` when there is no log list, or browsers do not ask this of the certificate. */
  readonly policy: BrowserPolicy | null;
  /** When the log list was published; `null` when there is none or it does not say. */
  readonly logListPublishedAt: Date | null;
}

/** `null` when there is no certificate that can be read. */
export async function judgeTransparency(input: TransparencyInput): Promise<TransparencyJudgement | null> {
  const { judgement, logList, ocspResponse, now } = input;
  const { leaf, chain, anchor } = judgement;
  if (leaf === null) return null;
  const found = findTimestamps({ leaf, tlsExtension: input.signedCertificateTimestamps, ocspResponse });
  if (logList === null) {
    const timestamps = found.map((one) => describeTimestamp(one, "no_log_list"));
    return { timestamps, policy: null, logListPublishedAt: null };
  }
  const timestamps: JudgedTimestamp[] = [];
  if (found.length > 0) {
    // Only now: most checks have no list.
    const { verifyTimestamps } = await import("./verify_timestamps.ts");
    timestamps.push(...await verifyTimestamps({ found, leaf, issuer: issuerOf(judgement), logList, now }));
  }
  return {
    timestamps,
    policy: anchor === "public" && chain.trusted ? browserPolicy(timestamps, leaf.validity) : null,
    logListPublishedAt: logList.publishedAt,
  };
}

/** The certificate behind the leaf on the best path, if its key did sign the leaf. */
function issuerOf({ chain, leaf, path }: TransparencyInput["judgement"]): ParsedCertificate | null {
  const error = chain.paths[0]?.error?.code;
  if (path.length === 1) return error === "self_signed" ? leaf : null;
  // A path that ends with a bad signature ends with the certificate whose key did not make it.
  return path.length === 2 && error === "bad_signature" ? null : path[1] ?? null;
}
