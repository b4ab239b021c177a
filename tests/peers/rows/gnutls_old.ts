/** What Debian's OpenSSL has no more: 3DES and RC4; and what only GnuTLS can be told to leave out. */
import { type Expected, expected, type Row, tls12 } from "../row.ts";
import { gnutls } from "../tls_servers/mod.ts";

const base = "NONE:+COMP-NULL:+CTYPE-SRV-X509:+GROUP-X25519:+GROUP-FFDHE2048:+SIGN-RSA-SHA256";

const outdated = "protocol.outdated";
const noForwardSecrecy = "key_exchange.no_forward_secrecy";
// A web server that has nothing else is out of reach for browsers
const notInBrowsers = "cipher_suite.not_in_browsers";
const onlyOutdated = "cipher_suite.only_outdated";
const weak = "cipher_suite.weak";

const ecdhe = { group: "x25519", scheme: "rsa_pkcs1_sha256" };
const staticRsa = { group: null, scheme: null };

/** The suite is known and the key proven, but the cipher is one that this project does not have. */
const endsAtTheCipher = {
  ...ecdhe,
  extendedMainSecret: null,
  failure: { step: "session_keys", code: "unsupported_suite" },
} as const;

export const gnutlsOld: readonly Row[] = [
  ...[["1.0", true], ["1.1", true], ["1.2", false]].map(([version, isOutdated]) =>
    row(
      `${base}:+VERS-TLS${version}:+RSA:+3DES-CBC:+SHA1`,
      expected(`TLS ${version}`, true, {
        ...staticRsa,
        suite: "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
        findings: [notInBrowsers, noForwardSecrecy, ...(isOutdated ? [outdated] : [])],
        verdict: "fail",
      }),
    )
  ),
  row(
    `${base}:+VERS-TLS1.2:+ECDHE-RSA:+3DES-CBC:+SHA1`,
    tls12({
      ...ecdhe,
      suite: "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
      findings: [notInBrowsers],
      verdict: "fail",
    }),
  ),
  row(
    `${base}:+VERS-TLS1.2:+DHE-RSA:+AES-128-CBC:+SHA1`,
    tls12({
      suite: "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
      group: "ffdhe2048",
      primeBits: 2048,
      scheme: "rsa_pkcs1_sha256",
      findings: [notInBrowsers],
      verdict: "fail",
    }),
  ),

  // MAC and encryption in the other order, and no extensions at all
  row(
    `${base}:+VERS-TLS1.2:+ECDHE-RSA:+AES-128-CBC:+SHA1:%NO_ETM`,
    tls12({ ...ecdhe, suite: "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA" }),
  ),
  row(
    `${base}:+VERS-TLS1.1:+ECDHE-RSA:+AES-256-CBC:+SHA1:%NO_ETM`,
    expected("TLS 1.1", true, {
      suite: "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
      group: "x25519",
      scheme: null,
      findings: [outdated],
      verdict: "warn",
    }),
  ),
  row(
    `${base}:+VERS-TLS1.0:+RSA:+AES-128-CBC:+SHA1:%NO_EXTENSIONS`,
    expected("TLS 1.0", false, {
      ...staticRsa,
      suite: "TLS_RSA_WITH_AES_128_CBC_SHA",
      findings: [outdated, noForwardSecrecy],
      verdict: "warn",
    }),
  ),

  // Known for what they are, though not to be spoken with
  row(
    `${base}:+VERS-TLS1.2:+ECDHE-RSA:+ARCFOUR-128:+SHA1`,
    tls12({
      ...endsAtTheCipher,
      suite: "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
      findings: [weak, onlyOutdated],
    }),
  ),
  row(
    `${base}:+VERS-TLS1.2:+ECDHE-RSA:+CAMELLIA-128-CBC:+SHA256`,
    tls12({
      ...endsAtTheCipher,
      suite: "TLS_ECDHE_RSA_WITH_CAMELLIA_128_CBC_SHA256",
      findings: [onlyOutdated],
      verdict: "unknown",
    }),
  ),
];

function row(configuration: string, expected: Expected): Row {
  return { server: gnutls, certificate: "rsa", protocol: "https", configuration, expected };
}
