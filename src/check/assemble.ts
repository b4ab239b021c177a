/** From facts to the parts of a report. */
import type { HandshakeFacts } from "../probes/mod.ts";
import { cipherSuites, ExtensionType, protocolVersions } from "../registry/mod.ts";
import { signatureSchemes, supportedGroups } from "../registry/mod.ts";
import type { Attempt, Connection, Report, Timings } from "../report/mod.ts";
import { milliseconds, tlsError } from "../steps/mod.ts";
import type { Target } from "../target/mod.ts";
import { evidenceOf, type HandshakeLog } from "../tls/mod.ts";
import { embeddedTimestamps, mustStaple, type ParsedCertificate } from "../x509/mod.ts";

export function reportTarget({ serverName, ...target }: Target): Report["target"] {
  return { ...target, server_name: serverName };
}

export function timings({ dns, tcp, starttls, log, startedMs, endedMs }: HandshakeFacts): Timings {
  const duration = (stage: { startedMs: number; endedMs: number } | null) =>
    stage === null ? null : milliseconds(stage.endedMs - stage.startedMs);
  return {
    dns_ms: duration(dns),
    tcp_ms: duration(tcp),
    starttls_ms: duration(starttls),
    tls_ms: log === null || log.failure !== null ? null : duration(log),
    total_ms: milliseconds(endedMs - startedMs),
  };
}

/** `null` when no ServerHello came. `leaf`: when it can be read. */
export function connection(log: HandshakeLog | null, leaf: ParsedCertificate | null): Connection | null {
  const hello = log && evidenceOf(log, "server_hello")?.evidence;
  if (!log || !hello) return null;
  const secret = evidenceOf(log, "premaster_secret")?.evidence;
  const group = secret?.namedGroup ?? null;
  const scheme = evidenceOf(log, "private_key")?.evidence.signatureScheme ?? null;
  const authentication = evidenceOf(log, "authentication")?.evidence;
  const embedded = leaf === null ? 0 : embeddedTimestamps(leaf).length;
  return {
    protocol_version: protocolVersions.codePoint(hello.protocolVersion),
    cipher_suite: cipherSuites.codePoint(hello.cipherSuite),
    named_group: group === null ? null : supportedGroups.codePoint(group),
    finite_field: secret?.finiteField ?? null,
    signature_scheme: scheme === null ? null : signatureSchemes.codePoint(scheme),
    application_protocol: hello.applicationProtocol,
    hello_retry_request: hello.helloRetryRequest !== null,
    client_certificate_requested: log.certificateRequest !== null,
    extended_main_secret: evidenceOf(log, "session_keys")?.evidence.extendedMainSecret ?? null,
    ocsp_stapled: authentication?.ocspResponse != null,
    sct_count: (authentication?.signedCertificateTimestamps.length ?? 0) + embedded,
  };
}

/** Whether the certificate says that an OCSP response comes with it, and the ClientHello asked for one. */
export function stapleIsDue(log: HandshakeLog | null, leaf: ParsedCertificate | null): boolean {
  const hello = log && evidenceOf(log, "client_hello")?.evidence.clientHello;
  if (!hello || leaf === null || !mustStaple(leaf)) return false;
  return hello.extensions.some(({ type }) => type === ExtensionType.status_request);
}

/** Each ClientHello that was tried, with what the server made of it. */
export function attempts({ attempts }: HandshakeFacts): Attempt[] {
  return attempts.map(({ variation, failure, reachedServerHello }) => ({
    variation,
    reached_server_hello: reachedServerHello,
    error: failure && tlsError(failure),
  }));
}
