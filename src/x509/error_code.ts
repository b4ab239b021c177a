/** What can be wrong with a chain, in the order of precedence: a chain's error is the first that applies. */
export const chainErrorCodes = [
  "malformed_certificate",
  "no_certificate",
  "bad_signature",
  "revoked",
  "expired",
  "not_yet_valid",
  "self_signed",
  "incomplete_chain",
  "unknown_issuer",
  "weak_key",
  "weak_signature",
  "name_constraint_violation",
  "path_length_exceeded",
  "not_a_ca",
  "key_usage",
  "extended_key_usage",
  "unknown_critical_extension",
  "policy_violation",
  "too_complex",
  "name_mismatch",
] as const;

export type ChainErrorCode = typeof chainErrorCodes[number];

/** Where a code stands in the precedence; lower comes first. */
export function precedence(code: ChainErrorCode): number {
  return chainErrorCodes.indexOf(code);
}
