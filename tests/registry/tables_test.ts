import assert from "node:assert/strict";
import {
  AlertDescription,
  alerts,
  CipherSuite,
  cipherSuites,
  clientCertificateTypes,
  ContentType,
  ExtensionType,
  extensionTypes,
  HandshakeType,
  NamedGroup,
  ProtocolVersion,
  protocolVersions,
  signatureAndHashAlgorithm,
  SignatureScheme,
  signatureSchemes,
  supportedGroups,
} from "../../src/registry/mod.ts";

Deno.test("the tables are complete as of IANA's registries of September 2026", () => {
  assert.equal(cipherSuites.entries.length, 356);
  assert.equal(supportedGroups.entries.length, 59);
  assert.equal(signatureSchemes.entries.length, 49);
  assert.equal(extensionTypes.entries.length, 64);
});

Deno.test("the constants have the values that the RFCs print", () => {
  assert.equal(ContentType.handshake, 22); // RFC 9846 §5.1
  assert.equal(HandshakeType.server_hello_done, 14); // RFC 5246 §7.4
  assert.equal(HandshakeType.message_hash, 254); // RFC 9846 §4
  assert.equal(AlertDescription.protocol_version, 70); // RFC 9846 §6
  assert.equal(AlertDescription.no_renegotiation, 100); // RFC 5246 §7.2
  assert.equal(ExtensionType.key_share, 51);
  assert.equal(ExtensionType.extended_main_secret, 0x0017); // RFC 7627 §5.1
  assert.equal(ExtensionType.renegotiation_info, 0xff01); // RFC 5746 §3.2
  assert.equal(ExtensionType.encrypted_client_hello, 0xfe0d); // RFC 9849 §5
  assert.equal(NamedGroup.x25519, 0x001d);
  assert.equal(NamedGroup.X25519MLKEM768, 0x11ec); // RFC 10024
  assert.equal(NamedGroup.ffdhe8192, 0x0104); // RFC 7919 §2
  assert.equal(SignatureScheme.rsa_pss_rsae_sha256, 0x0804);
  assert.equal(SignatureScheme.mldsa65, 0x0905);
  assert.equal(ProtocolVersion.TLS_1_2, 0x0303);
  assert.equal(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, 0x1303);
  assert.equal(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, 0xc02f); // RFC 5289 §3.2
  assert.equal(CipherSuite.TLS_DHE_RSA_WITH_AES_256_CCM_8, 0xc0a3); // RFC 6655 §4
  assert.equal(CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, 0xcca9); // RFC 7905 §2
  assert.equal(CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA, 0x000a); // RFC 5246 §A.5
  assert.equal(CipherSuite.TLS_FALLBACK_SCSV, 0x5600); // RFC 7507 §2
  assert.equal(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV, 0x00ff); // RFC 5746 §3.3
});

Deno.test("versions have the names that people use, drafts included", () => {
  assert.equal(protocolVersions.codePoint(0x0300).name, "SSL 3.0");
  assert.equal(protocolVersions.codePoint(0x0304).name, "TLS 1.3");
  assert.equal(protocolVersions.codePoint(0x7f1c).name, "TLS 1.3 draft 28");
  assert.equal(protocolVersions.codePoint(0xfefd).name, "DTLS 1.2");
  assert.equal(protocolVersions.codePoint(0x0305).name, null);
});

Deno.test("a message or alert of an older version is named as the RFC that defines it names it", () => {
  for (const entry of alerts.entries) assert.ok(!entry.name.endsWith("_RESERVED"), entry.name);
  assert.equal(HandshakeType.server_key_exchange, 12);
  assert.equal(HandshakeType.certificate_status, 22);
});

Deno.test("every suite with RSA, finite-field or static elliptic-curve key exchange is discouraged: RFC 10015", () => {
  for (const { name, recommended, reference } of cipherSuites.entries) {
    if (!/^TLS_(RSA|RSA_PSK|DH|DHE|PSK_DHE|ECDH)_/.test(name)) continue;
    assert.equal(recommended, "D", name);
    assert.match(reference, /RFC 10015$/, name);
  }
});

Deno.test("what else is discouraged has no encryption, export strength, RC4, DES or IDEA: RFC 9847", () => {
  const others = cipherSuites.entries.filter((entry) =>
    entry.recommended === "D" && !/10015/.test(entry.reference)
  );
  for (const { name, reference } of others) {
    assert.match(name, /NULL|EXPORT|RC4|_DES_|IDEA|^TLS_SHA(256|384)_SHA\1$/);
    assert.match(reference, /RFC 9847$/);
  }
  assert.equal(others.length, 26);
});

Deno.test("only forward-secret AEAD suites are recommended", () => {
  const recommended = cipherSuites.entries.filter((entry) => entry.recommended === "Y").map((entry) =>
    entry.name
  );
  assert.equal(recommended.length, 14);
  for (const name of recommended) {
    assert.match(
      name,
      /^TLS_(ECDHE_(ECDSA|RSA|PSK)_WITH_)?(AES|CHACHA20)_.*(GCM|CCM|POLY1305)_SHA(256|384)$/,
    );
  }
});

Deno.test("small and binary curves are discouraged, the hybrid of X25519 is recommended", () => {
  assert.equal(supportedGroups.entry(NamedGroup.secp192r1)?.recommended, "D");
  assert.equal(supportedGroups.entry(NamedGroup.sect163k1)?.recommended, "D");
  assert.equal(supportedGroups.entry(NamedGroup.X25519MLKEM768)?.recommended, "Y");
  assert.equal(supportedGroups.entry(NamedGroup.SecP256r1MLKEM768)?.recommended, "N");
});

Deno.test("certificates with a fixed Diffie-Hellman key are discouraged: RFC 10015", () => {
  for (const entry of clientCertificateTypes.entries) {
    if (entry.name.includes("_fixed_")) assert.equal(entry.recommended, "D", entry.name);
  }
});

Deno.test("a TLS 1.2 pair without a scheme is named by its two halves", () => {
  const names: [number, string | null][] = [
    [0x0402, "sha256/dsa"],
    [0x0202, "sha1/dsa"],
    [0x0101, "md5/rsa"],
    [0x0301, "sha224/rsa"],
    [0x0401, "rsa_pkcs1_sha256"],
    [0x0403, "ecdsa_secp256r1_sha256"],
    [0x0804, "rsa_pss_rsae_sha256"],
    [0x0807, "ed25519"],
    [0x0a0a, "GREASE"],
    [0x0901, null],
    [0x04ff, null],
  ];
  for (const [value, name] of names) assert.equal(signatureAndHashAlgorithm(value).name, name);
  assert.equal(signatureAndHashAlgorithm(0x0402).hex, "0x0402");
});
