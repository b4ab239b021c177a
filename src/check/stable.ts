/**
 * What an unchanged server shows again at the next check, for whoever compares two: no times, no random values, no
 * tickets, no signatures, and of the order of certificates only which one is the server's own.
 */
import { toHex, utf8 } from "../bytes/mod.ts";
import { hash } from "../crypto/mod.ts";
import { cipherSuites, protocolVersions, supportedGroups, TLS_1_3 } from "../registry/mod.ts";
import type { Stable } from "../report/mod.ts";
import { evidenceOf, type HandshakeLog } from "../tls/mod.ts";

/** `null` when no ServerHello came. */
export async function stable(log: HandshakeLog | null): Promise<Stable | null> {
  const hello = log && evidenceOf(log, "server_hello")?.evidence;
  if (!log || !hello) return null;
  const { protocolVersion, cipherSuite, applicationProtocol, encryptedExtensions } = hello;
  const secret = evidenceOf(log, "premaster_secret")?.evidence;
  const group = secret?.namedGroup ?? null;
  const authentication = evidenceOf(log, "authentication")?.evidence;
  const known = {
    protocol_version: protocolVersions.codePoint(protocolVersion),
    cipher_suite: cipherSuites.codePoint(cipherSuite),
    ...(secret && { named_group: group === null ? null : supportedGroups.codePoint(group) }),
    // RFC 9846 §4.4.1: in TLS 1.3 it comes in a message of its own.
    ...((protocolVersion < TLS_1_3 || encryptedExtensions !== null) &&
      { application_protocol: applicationProtocol }),
    ...(authentication &&
      { certificates: await fingerprints(authentication.certificates.map(({ certData }) => certData)) }),
  };
  return { fingerprint: await fingerprintOf(known), ...known };
}

async function fingerprints(certificates: readonly Uint8Array[]): Promise<string[]> {
  const [leaf, ...others] = await Promise.all(certificates.map(sha256));
  return leaf === undefined ? [] : [leaf, ...[...new Set(others)].filter((other) => other !== leaf).sort()];
}

/** Over everything or not at all: a handshake that was cut short is no change of the server's. */
async function fingerprintOf(known: Omit<Stable, "fingerprint">): Promise<string | null> {
  const { protocol_version, cipher_suite, named_group, application_protocol, certificates } = known;
  if (named_group === undefined || application_protocol === undefined || certificates === undefined) {
    return null;
  }
  const form = [
    protocol_version.hex,
    cipher_suite.hex,
    named_group?.hex ?? null,
    application_protocol,
    certificates,
  ];
  return await sha256(utf8(JSON.stringify(form)));
}

async function sha256(octets: Uint8Array): Promise<string> {
  return toHex(await hash("SHA-256").digest(octets));
}
