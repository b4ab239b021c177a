/**
 * The probes of a deep check: each is one file here and one line in this table, in the order of the report. A probe
 * states facts, in the words of its schema in `src/report/schema/deep/`, and judges nothing.
 */
import type { Deep } from "../../report/mod.ts";
import { applicationProtocols } from "./application_protocols.ts";
import { caa } from "./caa.ts";
import { certificateCompression } from "./certificate_compression.ts";
import { cipherSuites } from "./cipher_suites.ts";
import { compression } from "./compression.ts";
import { credentialKinds } from "./credential_kinds.ts";
import { dane } from "./dane.ts";
import { downgradeProtection } from "./downgrade_protection.ts";
import { earlyData } from "./early_data.ts";
import { encryptedClientHello } from "./encrypted_client_hello.ts";
import { extensions } from "./extensions.ts";
import { ephemeralKeys } from "./ephemeral_keys.ts";
import { hsts } from "./hsts.ts";
import { httpRedirect } from "./http_redirect.ts";
import { httpsRecord } from "./https_record.ts";
import { keyUpdate } from "./key_update.ts";
import { mtaSts } from "./mta_sts.ts";
import { namedGroups } from "./named_groups.ts";
import { postQuantum } from "./post_quantum.ts";
import type { Probe, Situation } from "./probe.ts";
import { protocolVersions } from "./protocol_versions.ts";
import { renegotiation } from "./renegotiation.ts";
import { noProbes, type Probing, runProbes } from "./run_probes.ts";
import { sessionResumption } from "./session_resumption.ts";
import { servedCertificates } from "./served_certificates.ts";
import { signatureSchemes } from "./signature_schemes.ts";
import { tlsRpt } from "./tls_rpt.ts";

export { askWithLess } from "./ask_with_less.ts";
export { noFacts } from "./no_facts.ts";
export type { Situation } from "./probe.ts";
export type { Probing } from "./run_probes.ts";

const probes: readonly Probe[] = [
  protocolVersions as Probe,
  downgradeProtection as Probe,
  cipherSuites as Probe,
  compression as Probe,
  namedGroups as Probe,
  postQuantum as Probe,
  ephemeralKeys as Probe,
  signatureSchemes as Probe,
  servedCertificates as Probe,
  applicationProtocols as Probe,
  sessionResumption as Probe,
  earlyData as Probe,
  keyUpdate as Probe,
  renegotiation as Probe,
  extensions as Probe,
  certificateCompression as Probe,
  encryptedClientHello as Probe,
  credentialKinds as Probe,
  caa as Probe,
  dane as Probe,
  httpsRecord as Probe,
  httpRedirect as Probe,
  hsts as Probe,
  mtaSts as Probe,
  tlsRpt as Probe,
];

/** `situation`: or why there is none, as a sentence without its period. */
export function probeDeeply(situation: Situation | string, probing: Probing): Promise<Deep> {
  if (typeof situation === "string") return Promise.resolve(noProbes(probes, situation));
  return runProbes(probes, situation, probing);
}
