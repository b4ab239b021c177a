/** The rules about what further connections found out: one file each, and one line here. */
import type { Rule } from "../rule.ts";
import { unknownApplicationProtocol } from "./application_protocols.ts";
import { brokenVersions } from "./broken_versions.ts";
import { caa } from "./caa.ts";
import { cbcCipherSuites } from "./cbc_cipher_suites.ts";
import { cipherSuitePreference } from "./cipher_suite_preference.ts";
import { tlsCompression } from "./compression.ts";
import { dane } from "./dane.ts";
import { downgradeProtection } from "./downgrade_protection.ts";
import { encryptedClientHello } from "./encrypted_client_hello.ts";
import { extendedMainSecret } from "./extended_main_secret.ts";
import { finiteFieldExchange } from "./finite_field_exchange.ts";
import { hsts } from "./hsts.ts";
import { httpRedirect } from "./http_redirect.ts";
import { keyUpdate } from "./key_update.ts";
import { mail } from "./mail.ts";
import { namedGroups } from "./named_groups.ts";
import { otherCertificates } from "./other_certificates.ts";
import { outdatedVersions } from "./outdated_versions.ts";
import { postQuantum } from "./post_quantum.ts";
import { renegotiation } from "./renegotiation.ts";
import { reusedCurveKey } from "./reused_curve_key.ts";
import type { DeepRule } from "./rule.ts";
import { sessionResumption } from "./session_resumption.ts";
import { weakSignatureSchemes } from "./signature_schemes.ts";
import { staticKeyExchange } from "./static_key_exchange.ts";
import { tolerance } from "./tolerance.ts";
import { usableFacts } from "./usable_facts.ts";
import { weakCipherSuites } from "./weak_cipher_suites.ts";

export const deepRules: readonly DeepRule[] = [
  brokenVersions,
  outdatedVersions,
  weakCipherSuites,
  staticKeyExchange,
  finiteFieldExchange,
  cbcCipherSuites,
  cipherSuitePreference,
  namedGroups,
  reusedCurveKey,
  weakSignatureSchemes,
  otherCertificates,
  renegotiation,
  tlsCompression,
  downgradeProtection,
  extendedMainSecret,
  postQuantum,
  tolerance,
  sessionResumption,
  keyUpdate,
  unknownApplicationProtocol,
  encryptedClientHello,
  hsts,
  httpRedirect,
  caa,
  dane,
  mail,
];

/** Before the rules about the check's own connection, of which two report the same: these know more. */
export const deepFindings: Rule = (input) => {
  if (input.deep === null) return [];
  const facts = usableFacts(input.deep);
  return deepRules.flatMap((rule) => rule(facts, input));
};
