export { applicationLayerProtocolNegotiation } from "./application_layer_protocol_negotiation.ts";
export { certificateAuthorities, readDistinguishedNames } from "./certificate_authorities.ts";
export { clientCertificateType, serverCertificateType } from "./certificate_types.ts";
export { compressCertificate } from "./compress_certificate.ts";
export { cookie } from "./cookie.ts";
export { type DelegatedCredential, delegatedCredential } from "./delegated_credential.ts";
export { earlyData } from "./early_data.ts";
export { ecPointFormats } from "./ec_point_formats.ts";
export {
  ECH_VERSION,
  type EchConfig,
  type EchConfigContents,
  type HpkeSymmetricCipherSuite,
  readEchConfigList,
} from "./ech_config.ts";
export { encryptedClientHello, OUTER } from "./encrypted_client_hello.ts";
export { encryptThenMac } from "./encrypt_then_mac.ts";
export { extendedMainSecret } from "./extended_main_secret.ts";
export {
  type ClientHelloParts,
  type Extension,
  type ExtensionCodec,
  type ExtensionMessage,
  find,
  type Grease,
  type PskIdentity,
} from "./extension.ts";
export { isMisplaced, readExtensions, writeClientExtensions } from "./block.ts";
export { keyShare, type KeyShareEntry } from "./key_share.ts";
export { maxFragmentLength } from "./max_fragment_length.ts";
export { padding } from "./padding.ts";
export { preSharedKey } from "./pre_shared_key.ts";
export { pskKeyExchangeModes } from "./psk_key_exchange_modes.ts";
export { recordSizeLimit } from "./record_size_limit.ts";
export { renegotiationInfo } from "./renegotiation_info.ts";
export { serverName } from "./server_name.ts";
export { sessionTicket } from "./session_ticket.ts";
export { signatureAlgorithms, signatureAlgorithmsCert } from "./signature_algorithms.ts";
export { signedCertificateTimestamp } from "./signed_certificate_timestamp.ts";
export { type CertificateStatus, readCertificateStatus, statusRequest } from "./status_request.ts";
export { supportedGroups } from "./supported_groups.ts";
export { supportedVersions } from "./supported_versions.ts";
