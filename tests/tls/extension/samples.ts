/** One or more of every extension that is decoded, as a peer may send it. */
import type { ExtensionType } from "../../../src/registry/mod.ts";
import type { ExtensionMessage } from "../../../src/tls/extension/mod.ts";

export interface Case {
  readonly type: keyof typeof ExtensionType;
  readonly message: ExtensionMessage;
  /** Of extension_data. */
  readonly hex: string;
  readonly value: unknown;
  /** Any content is well-formed, so no prefix is refused. */
  readonly isOpaque?: true;
  /** Lengths at which a prefix is well-formed too. */
  readonly alsoWhole?: readonly number[];
}

// The octets are put together from each extension's RFC, not from what our encoders write.
export const cases: readonly Case[] = [
  {
    type: "server_name",
    message: "ClientHello",
    hex: "0009 00 0006 736572766572",
    value: [{ nameType: 0, name: "736572766572" }],
  },
  { type: "server_name", message: "EncryptedExtensions", hex: "", value: true },
  { type: "server_name", message: "ServerHello", hex: "", value: true },
  { type: "max_fragment_length", message: "ServerHello", hex: "04", value: 4 },
  {
    type: "status_request",
    message: "ClientHello",
    hex: "01 0000 0000",
    value: { statusType: 1, request: "00000000" },
    alsoWhole: [1, 2, 3, 4],
  },
  { type: "status_request", message: "ServerHello", hex: "", value: true },
  { type: "status_request", message: "CertificateRequest", hex: "", value: "", isOpaque: true },
  {
    type: "status_request",
    message: "Certificate",
    hex: "01 000003 300100",
    value: { statusType: 1, response: "300100" },
  },
  { type: "supported_groups", message: "ClientHello", hex: "0006 11ec 001d 0017", value: [0x11ec, 29, 23] },
  { type: "supported_groups", message: "EncryptedExtensions", hex: "0002 001d", value: [29] },
  { type: "ec_point_formats", message: "ServerHello", hex: "03 00 01 02", value: [0, 1, 2] },
  { type: "signature_algorithms", message: "ClientHello", hex: "0004 0403 0804", value: [0x0403, 0x0804] },
  { type: "signature_algorithms", message: "CertificateRequest", hex: "0002 0403", value: [0x0403] },
  { type: "signature_algorithms_cert", message: "CertificateRequest", hex: "0002 0201", value: [0x0201] },
  {
    type: "application_layer_protocol_negotiation",
    message: "ClientHello",
    hex: "000c 02 6832 08 687474702f312e31",
    value: ["h2", "http/1.1"],
  },
  {
    type: "application_layer_protocol_negotiation",
    message: "EncryptedExtensions",
    hex: "0003 02 6832",
    value: ["h2"],
  },
  { type: "signed_certificate_timestamp", message: "ClientHello", hex: "", value: true },
  {
    type: "signed_certificate_timestamp",
    message: "Certificate",
    hex: "0007 0002 aabb 0001 cc",
    value: ["aabb", "cc"],
  },
  { type: "encrypt_then_mac", message: "ServerHello", hex: "", value: true },
  { type: "extended_main_secret", message: "ServerHello", hex: "", value: true },
  { type: "session_ticket", message: "ServerHello", hex: "", value: true },
  { type: "session_ticket", message: "ClientHello", hex: "aabb", value: "aabb", isOpaque: true },
  { type: "record_size_limit", message: "EncryptedExtensions", hex: "4001", value: 0x4001 },
  { type: "compress_certificate", message: "ClientHello", hex: "04 0002 0001", value: [2, 1] },
  { type: "compress_certificate", message: "CertificateRequest", hex: "02 0003", value: [3] },
  { type: "server_certificate_type", message: "ClientHello", hex: "02 02 00", value: [2, 0] },
  { type: "server_certificate_type", message: "ServerHello", hex: "02", value: 2 },
  { type: "server_certificate_type", message: "EncryptedExtensions", hex: "00", value: 0 },
  { type: "client_certificate_type", message: "ClientHello", hex: "01 02", value: [2] },
  { type: "client_certificate_type", message: "ServerHello", hex: "00", value: 0 },
  { type: "client_certificate_type", message: "EncryptedExtensions", hex: "02", value: 2 },
  { type: "delegated_credential", message: "ClientHello", hex: "0004 0403 0807", value: [0x0403, 0x0807] },
  {
    type: "delegated_credential",
    message: "Certificate",
    hex: "00093a80 0807 000003 300100 0403 0002 aabb",
    value: {
      validTime: 604800,
      dcCertVerifyAlgorithm: 0x0807,
      spki: "300100",
      algorithm: 0x0403,
      signedOctets: "00093a8008070000033001000403",
      signature: "aabb",
    },
  },
  {
    type: "encrypted_client_hello",
    message: "ClientHello",
    hex: "00 0001 0003 2a 0004 aabbccdd 0003 010203",
    value: { cipherSuite: { kdfId: 1, aeadId: 3 }, configId: 42, enc: "aabbccdd", payload: "010203" },
  },
  { type: "encrypted_client_hello", message: "ClientHello", hex: "01", value: null },
  {
    type: "encrypted_client_hello",
    message: "HelloRetryRequest",
    hex: "0102030405060708",
    value: "0102030405060708",
  },
  {
    type: "encrypted_client_hello",
    message: "EncryptedExtensions",
    // Two ECHConfigs: one of the RFC's version with two suites and an extension, one of another version.
    hex: "0032" +
      "fe0d 0026 2a 0020 0004 aabbccdd 0008 0001 0001 0001 0003 10 09 " + "656368 2e 7465737421" +
      " 0006 8001 0002 eeff" +
      "fe0a 0004 01020304",
    value: [
      {
        version: 0xfe0d,
        contents: {
          configId: 42,
          kemId: 0x20,
          publicKey: "aabbccdd",
          cipherSuites: [{ kdfId: 1, aeadId: 1 }, { kdfId: 1, aeadId: 3 }],
          maximumNameLength: 16,
          publicName: "6563682e7465737421",
          extensions: [{ type: 0x8001, data: "eeff" }],
        },
      },
      { version: 0xfe0a, contents: null },
    ],
  },
  { type: "padding", message: "ClientHello", hex: "000000", value: 3, isOpaque: true },
  {
    type: "pre_shared_key",
    message: "ClientHello",
    hex: "0009 0003 aabbcc 01020304 0021 20" + "ee".repeat(32),
    value: {
      identities: [{ identity: "aabbcc", obfuscatedTicketAge: 0x01020304 }],
      binders: ["ee".repeat(32)],
    },
  },
  { type: "pre_shared_key", message: "ServerHello", hex: "0001", value: 1 },
  { type: "early_data", message: "EncryptedExtensions", hex: "", value: true },
  { type: "early_data", message: "NewSessionTicket", hex: "00000400", value: 1024 },
  { type: "supported_versions", message: "ClientHello", hex: "04 0304 0303", value: [0x0304, 0x0303] },
  { type: "supported_versions", message: "ServerHello", hex: "0304", value: 0x0304 },
  { type: "supported_versions", message: "HelloRetryRequest", hex: "0304", value: 0x0304 },
  { type: "cookie", message: "HelloRetryRequest", hex: "0003 aabbcc", value: "aabbcc" },
  { type: "psk_key_exchange_modes", message: "ClientHello", hex: "02 01 00", value: [1, 0] },
  {
    type: "certificate_authorities",
    message: "CertificateRequest",
    hex: "0008 0002 3000 0002 3100",
    value: ["3000", "3100"],
  },
  {
    type: "key_share",
    message: "ClientHello",
    hex: "000b 001d 0002 aabb 0017 0001 cc",
    value: [{ group: 29, keyExchange: "aabb" }, { group: 23, keyExchange: "cc" }],
  },
  { type: "key_share", message: "ClientHello", hex: "0000", value: [] },
  {
    type: "key_share",
    message: "ServerHello",
    hex: "001d 0002 aabb",
    value: { group: 29, keyExchange: "aabb" },
  },
  { type: "key_share", message: "HelloRetryRequest", hex: "0017", value: 23 },
  { type: "renegotiation_info", message: "ServerHello", hex: "00", value: "" },
];
