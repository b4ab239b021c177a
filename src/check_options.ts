/** What a check can be told: the command line's options in camelCase, shared by all three doors. */
import type { ProfileDefinition } from "./report/profile.ts";
import type { Evidence } from "./evidence/mod.ts";

export interface CheckOptions {
  /** Overrides the port that the target implies. */
  readonly port?: number;
  /** Overrides the server name; `""` sends none. */
  readonly sni?: string;
  /** The protocol whose upgrade command comes first, by OpenSSL's name for it. */
  readonly starttls?: string;
  /** ALPN protocol names, most wanted first; empty offers none. */
  readonly alpn?: readonly string[];
  /** Connect to this address, whatever DNS says. */
  readonly resolve?: string;
  /** Connect by this family only. */
  readonly family?: 4 | 6;
  /** PEM texts, each with one or more certificates that are trusted too. */
  readonly anchors?: readonly string[];
  /** What a sentence calls `anchors`, such as the files that they are from; "the given anchors" when not given. */
  readonly anchorsName?: string;
  /** Trust only `anchors`. */
  readonly noDefaultRoots?: boolean;
  /** JSON of a list of certificate transparency logs, version 3; without one no timestamp is verified. */
  readonly ctLogs?: string;
  /** Seconds for the whole check; 10 when not given, and 60 for a deep one. */
  readonly timeout?: number;
  /** Expiry thresholds as `20d` or `30%`; the defaults are in `src/rules/expiry_threshold.ts`. */
  readonly warning?: string;
  readonly critical?: string;
  /** Include message bytes. */
  readonly bytes?: boolean;
  /** Fetch no certificate that the server did not send. */
  readonly noFetch?: boolean;
  /** Ask the certificates' own OCSP responders and revocation lists. */
  readonly revocation?: boolean;
  /** Ask the certificate's issuer when it should be renewed (RFC 9773): one whose ACME directory is known, or given. */
  readonly ari?: boolean;
  /** The issuer's ACME directory, which no certificate names: `https:`, or `http:` on this machine. Implies `ari`. */
  readonly acmeDirectory?: string;
  /** Ask what the server does for others too: a hundred connections or more, a few at a time. */
  readonly deep?: boolean;
  /** Hold the server to a guideline: the name of one that is known, or one's own. Implies `deep`. */
  readonly profile?: string | ProfileDefinition;
  /** Leave out the runtime's own handshake. */
  readonly noNative?: boolean;
  /** Ends the check early, because whoever asked has gone away. */
  readonly signal?: AbortSignal;
  /** Whom to ask about these checks; the User-Agent of step 9 names it. `https:`, `http:` or `mailto:`. */
  readonly contactUrl?: string;
  /** Told once, before the report: the octets and secrets of the check's own connections. Kept by nobody else. */
  readonly onEvidence?: (evidence: Evidence) => void;
  /** SHA-256 of the server's certificate, hex with or without colons; any one of several will do, for a roll-over. */
  readonly expectFingerprint?: readonly string[];
  /** Its issuer's distinguished name as the report has it, or a whole common name or organization of the issuer's. */
  readonly expectIssuer?: string;
  /** The group that the server is to choose: IANA's name, or its number as `0x11ec`. */
  readonly expectGroup?: string;
  /** The oldest version that the server may choose, as `1.2`; whether it would speak an older one is not asked. */
  readonly minVersion?: string;
  /** The application protocol that the server is to choose; one that is offered. */
  readonly expectAlpn?: string;
  /** A required client certificate is what should be. */
  readonly expectClientCertificate?: boolean;
}

/** Input that cannot be checked as it was given: what is wrong, and what would fit. */
export class OptionError extends Error {
  override readonly name = "OptionError";

  constructor(
    /** The command line's long name without dashes, which is the API's parameter: `target`, `port`, `timeout`. */
    readonly field: string,
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}
