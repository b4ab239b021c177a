import { contextPrimitive, tag } from "../der/tag.ts";
import type { ExtensionType } from "./type.ts";

export const anyPolicy = "2.5.29.32.0";

/** Policy identifiers, dotted; qualifiers are not kept. */
export const certificatePolicies: ExtensionType<readonly string[]> = {
  oid: "2.5.29.32",
  name: "certificatePolicies",
  reference: "RFC 5280 §4.2.1.4",
  critical: null,
  decode: (reader) => {
    const policies = reader.sequenceOf(
      "CertificatePolicies",
      (each) =>
        each.sequence("PolicyInformation", (information) => {
          const identifier = information.objectIdentifier("policyIdentifier");
          information.optional(tag.sequence, "policyQualifiers");
          return identifier;
        }),
    );
    if (policies.length === 0) reader.fault("is empty", "CertificatePolicies");
    // RFC 5280 §4.2.1.4: a policy MUST NOT appear more than once
    if (new Set(policies).size < policies.length) reader.fault("names a policy twice", "CertificatePolicies");
    return policies;
  },
};

/** Pairs of issuerDomainPolicy and subjectDomainPolicy, dotted. */
export const policyMappings: ExtensionType<readonly (readonly [string, string])[]> = {
  oid: "2.5.29.33",
  name: "policyMappings",
  reference: "RFC 5280 §4.2.1.5",
  critical: null,
  decode: (reader) => {
    const mappings = reader.sequenceOf(
      "PolicyMappings",
      (each) =>
        each.sequence("PolicyMapping", (mapping): [string, string] => [
          mapping.objectIdentifier("issuerDomainPolicy"),
          mapping.objectIdentifier("subjectDomainPolicy"),
        ]),
    );
    if (mappings.length === 0) reader.fault("is empty", "PolicyMappings");
    return mappings;
  },
};

export interface PolicyConstraints {
  /** Certificates that may still follow; `null`: no such constraint. */
  readonly requireExplicitPolicy: number | null;
  readonly inhibitPolicyMapping: number | null;
}

export const policyConstraints: ExtensionType<PolicyConstraints> = {
  oid: "2.5.29.36",
  name: "policyConstraints",
  reference: "RFC 5280 §4.2.1.11",
  critical: true,
  decode: (reader) =>
    reader.sequence("PolicyConstraints", (sequence) => {
      const requireExplicitPolicy = sequence.nextTag === contextPrimitive(0)
        ? sequence.smallInteger("requireExplicitPolicy", contextPrimitive(0))
        : null;
      const inhibitPolicyMapping = sequence.nextTag === contextPrimitive(1)
        ? sequence.smallInteger("inhibitPolicyMapping", contextPrimitive(1))
        : null;
      // RFC 5280 §4.2.1.11: not an empty sequence
      if (requireExplicitPolicy === null && inhibitPolicyMapping === null) {
        sequence.fault("is empty", "PolicyConstraints");
      }
      return { requireExplicitPolicy, inhibitPolicyMapping };
    }),
};

/** SkipCerts: certificates that may still follow before anyPolicy stops counting. */
export const inhibitAnyPolicy: ExtensionType<number> = {
  oid: "2.5.29.54",
  name: "inhibitAnyPolicy",
  reference: "RFC 5280 §4.2.1.14",
  critical: true,
  decode: (reader) => reader.smallInteger("InhibitAnyPolicy"),
};
