/** Every rule, in the order in which they are asked. `encoding` comes first: the others read what it found readable. */
import { authorityInformationAccess } from "./authority_information_access.ts";
import { basicConstraintsRule } from "./basic_constraints.ts";
import { policies } from "./certificate_policies.ts";
import { commonNameRule } from "./common_name.ts";
import { criticalExtensions } from "./critical_extensions.ts";
import { encoding } from "./encoding.ts";
import { extendedKeyUsageRule } from "./extended_key_usage.ts";
import { keyIdentifiers } from "./key_identifiers.ts";
import { keyUsageRule } from "./key_usage.ts";
import { lifetime } from "./lifetime.ts";
import { nameConstraintsExtension, nameConstraintsRule } from "./name_constraints.ts";
import { names } from "./names.ts";
import { pathLength } from "./path_length.ts";
import { publicKey } from "./public_key.ts";
import type { CertificateRule, PathRule } from "./rule.ts";
import { signatureAlgorithm } from "./signature_algorithm.ts";
import { subjectAlternativeNames } from "./subject_alternative_names.ts";
import { validity } from "./validity.ts";
import { versionAndSerialNumber } from "./version_and_serial_number.ts";

/** Asked of every certificate, whatever its bytes are. */
export const readableRules: readonly CertificateRule[] = [
  validity,
  lifetime,
  publicKey,
  signatureAlgorithm,
  versionAndSerialNumber,
];

/** Asked when every known extension of the certificate can be read. */
export const extensionRules: readonly CertificateRule[] = [
  basicConstraintsRule,
  keyUsageRule,
  extendedKeyUsageRule,
  criticalExtensions,
  keyIdentifiers,
  names,
  commonNameRule,
  subjectAlternativeNames,
  nameConstraintsExtension,
  authorityInformationAccess,
];

/** Asked of a path whose certificates can all be read. */
export const pathRules: readonly PathRule[] = [pathLength, nameConstraintsRule, policies];

export { encoding };
export { isReadable } from "./encoding.ts";
export { type CertificateRule, type PathRule, roleAt, type RuleContext } from "./rule.ts";
export { type Breaks, mention, type Role, type Violation } from "./violation.ts";
