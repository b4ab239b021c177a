/** What a rule is: facts of one check in, findings out. Pure; the time is given. */
import type {
  Attempt,
  Certificate,
  Chain,
  ChainErrorCode,
  Connection,
  Deep,
  Finding,
  Native,
  RenewalInfo,
  Revocation,
  Stable,
  Step,
  Target,
} from "../report/mod.ts";
import type { IssuerFetch } from "../probes/mod.ts";
import type { ChainNotes, TransparencyJudgement } from "../x509/mod.ts";
import type { Expectations } from "./expectation/expectation.ts";
import type { ExpiryThresholds } from "./expiry_threshold.ts";

/** The parts of a report that are known before it is judged, with what the check was told. */
export interface RuleInput {
  readonly target: Target;
  readonly connection: Connection | null;
  readonly stable: Stable | null;
  readonly attempts: readonly Attempt[];
  readonly steps: readonly Step[];
  readonly certificates: readonly Certificate[];
  readonly chain: Chain | null;
  /** What a tidy server would have sent otherwise; `null` when no certificate came. */
  readonly notes: ChainNotes | null;
  /** What became of each address that was asked for a missing certificate; `null` when none was looked for. */
  readonly issuerFetches: readonly IssuerFetch[] | null;
  /** `null` when nothing was stapled and nothing was asked. */
  readonly revocation: readonly Revocation[] | null;
  /** `null` when nobody asked. */
  readonly renewalInfo: RenewalInfo | null;
  /** The certificate promises an OCSP response with it, and it was asked for. */
  readonly mustStaple: boolean;
  /** Of the path that the verdict is about; none when no certificate came. */
  readonly violations: readonly BrokenRule[];
  /** Whether that path ends at a root of Mozilla's store: its issuers are bound by the Baseline Requirements. */
  readonly publiclyTrusted: boolean;
  /** `null` when no certificate could be read. */
  readonly transparency: TransparencyJudgement | null;
  readonly native: Native | null;
  /** `null` when nobody asked. */
  readonly deep: Deep | null;
  readonly thresholds: ExpiryThresholds;
  /** What the leaf's issuer may be called, its distinguished name first; `null` when no leaf can be read. */
  readonly issuerNames: readonly string[] | null;
  readonly expectations: Expectations;
  /** The server is meant to require a client certificate. */
  readonly expectClientCertificate: boolean;
  readonly now: Date;
}

/** A rule of certificates that one on the path breaks, whether that fails the path or not. */
export interface BrokenRule {
  /** Stable, snake_case. */
  readonly rule: string;
  readonly code: ChainErrorCode;
  /** Whose rule it is: `path` and `tls` fail the path, the others are let pass by clients. */
  readonly breaks: "path" | "tls" | "rfc5280" | "web" | "advice";
  /** Where on the path the certificate stands; `null`: it is about the path itself. */
  readonly role: "leaf" | "intermediate" | "anchor" | null;
  /** A sentence that names the certificate, without its final period. */
  readonly message: string;
  readonly hint: string;
  /** `RFC 5280 §4.2.1.9`, `CA/B BR §7.1.2.7`. */
  readonly reference: string;
}

/** A rule reports each of its ids once at most. */
export type Rule = (input: RuleInput) => readonly Finding[];
