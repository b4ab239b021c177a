/** A broken rule, as data: what, about which certificate, whose rule, and what to do. */
import type { ParsedCertificate } from "../certificate/certificate.ts";
import type { ChainErrorCode } from "../error_code.ts";
import { shortName } from "../name/text.ts";

/**
 * Whose rule it is.
 * - `path`: RFC 5280 §6 and the arithmetic of trust; every client refuses the path.
 * - `rfc5280`: what RFC 5280 §4 asks of issuers, and many clients let pass.
 * - `web`: what the CA/Browser Forum's Baseline Requirements ask of public issuers beyond that.
 * - `tls`: what TLS asks of a server's certificate on top of a valid path.
 * - `advice`: as `web`, but no verifier refuses over it, so it never fails a path.
 */
export type Breaks = "path" | "rfc5280" | "web" | "tls" | "advice";

/** Where on a path a certificate stands. A leaf that is itself an anchor stands as the leaf. */
export type Role = "leaf" | "intermediate" | "anchor";

export interface Violation {
  /** Stable, snake_case: the rule's own name. */
  readonly rule: string;
  readonly code: ChainErrorCode;
  readonly breaks: Breaks;
  readonly certificate: ParsedCertificate | null;
  /** A sentence, values quoted, no final period. */
  readonly message: string;
  /** What to do, in one sentence. */
  readonly hint: string;
  /** `RFC 5280 §4.2.1.9`, `CA/B BR §7.1.2.7`. */
  readonly reference: string;
}

/** How a sentence begins to speak of a certificate. */
export function mention(certificate: ParsedCertificate, role: Role): string {
  switch (role) {
    case "leaf":
      return "The certificate";
    case "intermediate":
      return `The intermediate "${shortName(certificate.subject)}"`;
    case "anchor":
      return `The root "${shortName(certificate.subject)}"`;
  }
}

/** Who can mend a certificate in this place. `how`: what the new one is to be like, as `with a keyUsage`. */
export function remedy(role: Role, how = "without the fault"): string {
  switch (role) {
    case "leaf":
      return `Have the certificate issued again ${how}`;
    case "intermediate":
      return `Ask the issuer for a certificate from an intermediate ${how}`;
    case "anchor":
      return "Use a chain to another root";
  }
}
