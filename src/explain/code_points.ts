/** Code points by the field that they stand in: what IANA's registry says of them beside their name. */
import {
  alertLevels,
  alerts,
  certificateCompressionAlgorithms,
  certificateStatusTypes,
  certificateTypes,
  cipherSuites,
  clientCertificateTypes,
  compressionMethods,
  contentTypes,
  ecCurveTypes,
  ecPointFormats,
  extensionTypes,
  handshakeTypes,
  hpkeAeads,
  hpkeKdfs,
  hpkeKems,
  keyUpdateRequests,
  protocolVersions,
  pskKeyExchangeModes,
  type Registry,
  type RegistryEntry,
  serverNameTypes,
  signatureSchemes,
  supportedGroups,
} from "../registry/mod.ts";

const registryOfField: Readonly<Record<string, Registry>> = {
  aead_id: hpkeAeads,
  algorithm: signatureSchemes,
  certificate_type: clientCertificateTypes,
  cipher_suite: cipherSuites,
  client_certificate_type: certificateTypes,
  compression_algorithm: certificateCompressionAlgorithms,
  compression_method: compressionMethods,
  curve_type: ecCurveTypes,
  dc_cert_verify_algorithm: signatureSchemes,
  description: alerts,
  ec_point_format: ecPointFormats,
  extension_type: extensionTypes,
  group: supportedGroups,
  kdf_id: hpkeKdfs,
  ke_mode: pskKeyExchangeModes,
  kem_id: hpkeKems,
  legacy_compression_method: compressionMethods,
  legacy_record_version: protocolVersions,
  legacy_version: protocolVersions,
  level: alertLevels,
  msg_type: handshakeTypes,
  name_type: serverNameTypes,
  named_group: supportedGroups,
  namedcurve: supportedGroups,
  opaque_type: contentTypes,
  request_update: keyUpdateRequests,
  selected_group: supportedGroups,
  selected_version: protocolVersions,
  server_certificate_type: certificateTypes,
  signature_scheme: signatureSchemes,
  status_type: certificateStatusTypes,
  type: contentTypes,
  version: protocolVersions,
};

/** The registry's row of a field's value; `null` when it has none, or the field is of no registry. */
export function entryOfField(name: string, value: number): RegistryEntry | null {
  return registryOf(name)?.entry(value) ?? null;
}

/** `null` for a field that holds no code point. */
export function registryOf(name: string): Registry | null {
  return Object.hasOwn(registryOfField, name) ? registryOfField[name]! : null;
}
