/** Every rule, in the order in which they are asked. `encoding` comes first: the others read what it found readable. */
import { basicConstraintsRule } from "./basic_constraints.ts";
import { criticalExtensions } from "./critical_extensions.ts";
import { encoding } from "./encoding.ts";
import { extendedKeyUsageRule } from "./extended_key_usage.ts";
import { keyUsageRule } from "./key_usage.ts";
import { pathLength } from "./path_length.ts";
import { publicKey } from "./public_key.ts";
import type { CertificateRule, PathRule } from "./rule.ts";
import { signatureAlgorithm } from "./signature_algorithm.ts";
import { validity } from "./validity.ts";

/** Asked of every certificate, whatever its bytes are. */
export const readableRules: readonly CertificateRule[] = [validity, publicKey, signatureAlgorithm];

/** Asked when every known extension of the certificate can be read. */
export const extensionRules: readonly CertificateRule[] = [
  basicConstraintsRule,
  keyUsageRule,
  extendedKeyUsageRule,
  criticalExtensions,
];

/** Asked of a path whose certificates can all be read. */
export const pathRules: readonly PathRule[] = [pathLength];

export { encoding };
export { isReadable } from "./encoding.ts";
export { type CertificateRule, type PathRule, roleAt, type RuleContext } from "./rule.ts";
export { type Breaks, mention, type Role, type Violation } from "./violation.ts";
