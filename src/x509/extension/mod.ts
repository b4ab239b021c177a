/** The extensions that the judgement understands. A critical one that is not in this table refuses a path. */
import { authorityInfoAccess } from "./authority_info_access.ts";
import { basicConstraints } from "./basic_constraints.ts";
import {
  certificatePolicies,
  inhibitAnyPolicy,
  policyConstraints,
  policyMappings,
} from "./certificate_policies.ts";
import { crlDistributionPoints } from "./crl_distribution_points.ts";
import { extendedKeyUsage } from "./extended_key_usage.ts";
import { authorityKeyIdentifier, subjectKeyIdentifier } from "./key_identifiers.ts";
import { keyUsage } from "./key_usage.ts";
import { nameConstraints } from "./name_constraints.ts";
import { subjectAltName } from "./subject_alt_name.ts";
import { tlsFeature } from "./tls_feature.ts";
import type { ExtensionType } from "./type.ts";

export const extensionTypes: ReadonlyMap<string, ExtensionType<unknown>> = new Map(
  [
    authorityInfoAccess,
    authorityKeyIdentifier,
    basicConstraints,
    certificatePolicies,
    crlDistributionPoints,
    extendedKeyUsage,
    inhibitAnyPolicy,
    keyUsage,
    nameConstraints,
    policyConstraints,
    policyMappings,
    subjectAltName,
    subjectKeyIdentifier,
    tlsFeature,
  ].map((type): [string, ExtensionType<unknown>] => [type.oid, type]),
);

export { authorityInfoAccess } from "./authority_info_access.ts";
export { basicConstraints } from "./basic_constraints.ts";
export {
  certificatePolicies,
  inhibitAnyPolicy,
  policyConstraints,
  policyMappings,
} from "./certificate_policies.ts";
export { crlDistributionPoints } from "./crl_distribution_points.ts";
export { extendedKeyUsage } from "./extended_key_usage.ts";
export { authorityKeyIdentifier, subjectKeyIdentifier } from "./key_identifiers.ts";
export { keyUsage } from "./key_usage.ts";
export { nameConstraints } from "./name_constraints.ts";
export { subjectAltName } from "./subject_alt_name.ts";
export { tlsFeature } from "./tls_feature.ts";
export type { ExtensionType } from "./type.ts";
