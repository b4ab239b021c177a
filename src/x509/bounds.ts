/**
 * Every bound on work that a peer's certificates can cause. These counters, not a clock, end a judgement:
 * what exceeds one is `too_complex`, and the refusal says which.
 */

/** Octets of one certificate. A certificate with 2,000 names takes about 60,000. */
export const MAXIMUM_CERTIFICATE_OCTETS = 262_144;

/** Octets of all certificates sent. */
export const MAXIMUM_OCTETS = 1_048_576;

/** ASN.1 elements read in one certificate. */
export const MAXIMUM_NODES = 50_000;

/** Certificates looked at in one Certificate message or call; BetterTLS sends 36, limbo 101. */
export const MAXIMUM_CERTIFICATES = 128;

/** Certificates on one path, leaf and anchor included. The longest on the public web has five. */
export const MAXIMUM_PATH_LENGTH = 12;

/** Signatures verified for one judgement, CRLs included; one that takes long counts for several. */
export const MAXIMUM_SIGNATURE_CHECKS = 64;

/** Good signatures that are remembered from one judgement to the next, at some 200 octets each. */
export const MAXIMUM_REMEMBERED_SIGNATURES = 4_096;

/** Issuers considered, good or not, while paths are built. */
export const MAXIMUM_CANDIDATES = 2_000;

/** Complete paths and dead ends that are judged. */
export const MAXIMUM_PATHS = 64;

/** Comparisons of one name with one subtree in a name constraints extension, over one judgement. */
export const MAXIMUM_CONSTRAINT_COMPARISONS = 250_000;

/** Nodes of RFC 5280's valid policy tree. */
export const MAXIMUM_POLICY_NODES = 512;

/** Signed certificate timestamps that are looked at, of all sources. Certificates carry two to six. */
export const MAXIMUM_TIMESTAMPS = 32;

/** Octets of one CRL, and revoked certificates read from it. */
export const MAXIMUM_CRL_OCTETS = 16_777_216;
export const MAXIMUM_REVOKED_CERTIFICATES = 500_000;

/** Certificates that are spelled out; octets of one of them, and characters of what comes of it. */
export const MAXIMUM_TEXTS = 12;
export const MAXIMUM_TEXT_OCTETS = 65_536;
export const MAXIMUM_TEXT_CHARACTERS = 32_768;

/** RSA moduli longer than this, and exponents longer than 32 bits, are not verified with: they cost too much. */
export const MAXIMUM_RSA_BITS = 8_192;
export const MAXIMUM_RSA_EXPONENT = 0xffff_ffffn;
