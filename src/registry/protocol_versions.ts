/**
 * ProtocolVersion. IANA keeps no such registry: each value comes from the RFC that defines the version.
 * The drafts of TLS 1.3 (0x7f00 plus the draft's number) are still met in old servers.
 */
import { isGrease } from "./grease.ts";
import { registry, type RegistryRow } from "./registry.ts";

export const SSL_2_0 = 0x0002;
export const SSL_3_0 = 0x0300;
export const TLS_1_0 = 0x0301;
export const TLS_1_1 = 0x0302;
export const TLS_1_2 = 0x0303;
export const TLS_1_3 = 0x0304;
export const DTLS_1_0 = 0xfeff;
export const DTLS_1_2 = 0xfefd;
export const DTLS_1_3 = 0xfefc;

export const ProtocolVersion = {
  SSL_2_0,
  SSL_3_0,
  TLS_1_0,
  TLS_1_1,
  TLS_1_2,
  TLS_1_3,
  DTLS_1_0,
  DTLS_1_2,
  DTLS_1_3,
} as const;

const FIRST_DRAFT = 14;
const LAST_DRAFT = 28;

const drafts: RegistryRow[] = Array.from({ length: LAST_DRAFT - FIRST_DRAFT + 1 }, (_, index) => {
  const draft = FIRST_DRAFT + index;
  return [0x7f00 + draft, `TLS 1.3 draft ${draft}`, null, `draft-ietf-tls-tls13-${draft}`];
});

export const protocolVersions = registry("ProtocolVersion", 2, [
  [SSL_2_0, "SSL 2.0", null, "RFC 6176"],
  [SSL_3_0, "SSL 3.0", null, "RFC 6101, RFC 7568"],
  [TLS_1_0, "TLS 1.0", null, "RFC 2246, RFC 8996"],
  [TLS_1_1, "TLS 1.1", null, "RFC 4346, RFC 8996"],
  [TLS_1_2, "TLS 1.2", null, "RFC 5246"],
  [TLS_1_3, "TLS 1.3", null, "RFC 9846"],
  ...drafts,
  [DTLS_1_3, "DTLS 1.3", null, "RFC 9147"],
  [DTLS_1_2, "DTLS 1.2", null, "RFC 6347"],
  [DTLS_1_0, "DTLS 1.0", null, "RFC 4347, RFC 8996"],
], isGrease);
