/** What the steps are made from: the facts of one connection, and the judgement of its certificates. */
import type { HandshakeFacts, InternalFailure, IssuerFetch } from "../probes/mod.ts";
import type {
  Certificate,
  Chain,
  Native,
  Revocation,
  SignedCertificateTimestamp,
  StepError,
} from "../report/mod.ts";
import type { ParsedCertificate } from "../x509/mod.ts";

export interface StepInput {
  readonly facts: HandshakeFacts;
  /** `null` until a Certificate message came and was judged. */
  readonly chain: Chain | null;
  /** Why there is no judgement although a Certificate message came; `null` unless a bug of ours is why. */
  readonly judgementFailure: InternalFailure | null;
  /** `null` until a certificate that can be read came. */
  readonly timestamps: readonly SignedCertificateTimestamp[] | null;
  /** As the report shows them. */
  readonly certificates: readonly Certificate[];
  /** `null` unless certificates were missing and looked for. */
  readonly issuerFetches: readonly IssuerFetch[] | null;
  /** `null` when nothing was stapled and nothing was asked. */
  readonly revocation: readonly Revocation[] | null;
  /** The server's certificate, when it can be read. */
  readonly leaf: ParsedCertificate | null;
  /** Whose roots it was checked against, and where they are from. */
  readonly trustedRoots: string;
  /** The name that the certificate was checked for. */
  readonly verifiedName: string | null;
  readonly port: number;
  /** Set when this place cannot make the connection and the runtime's own handshake has to stand in. */
  readonly fallback: Native | null;
}

/** What one step's file says of its step; `mod.ts` adds number, id, title and times. */
export interface StepContent {
  /** Two sentences for a newcomer. */
  readonly explanation: string;
  readonly reference: string;
  /** Name, label, value; the first is the decisive one. */
  readonly facts: readonly (readonly [name: string, label: string, value: string])[];
  /** Set when the step did happen and something about it is wrong. */
  readonly error?: StepError | null;
}
