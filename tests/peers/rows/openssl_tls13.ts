/** TLS 1.3 against OpenSSL's s_server: each suite, group, kind of key, and what else it can be told to do. */
import { type Row, tls13, withoutAlpn } from "../row.ts";
import { openssl } from "../tls_servers/mod.ts";

/** Pins what the rows about something else leave open. */
const pinned = "-tls1_3 -ciphersuites TLS_AES_128_GCM_SHA256 -groups X25519 -sigalgs RSA-PSS+SHA256";
const usual = { suite: "TLS_AES_128_GCM_SHA256", group: "x25519", scheme: "rsa_pss_rsae_sha256" };

const suites = ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"];

/** Beside X25519: OpenSSL's name and IANA's. The first ClientHello has no share for these, so a second is asked for. */
const groups = [["P-256", "secp256r1"], ["P-384", "secp384r1"], ["P-521", "secp521r1"]] as const;

/** Beside RSA with SHA-256: the certificate, OpenSSL's name, IANA's. */
const keys = [
  ["rsa", "RSA-PSS+SHA384", "rsa_pss_rsae_sha384"],
  ["rsa", "RSA-PSS+SHA512", "rsa_pss_rsae_sha512"],
  ["rsa-pss", "rsa_pss_pss_sha256", "rsa_pss_pss_sha256"],
  ["rsa-pss", "rsa_pss_pss_sha384", "rsa_pss_pss_sha384"],
  ["rsa-pss", "rsa_pss_pss_sha512", "rsa_pss_pss_sha512"],
  ["ecdsa-p256", "ECDSA+SHA256", "ecdsa_secp256r1_sha256"],
  ["ecdsa-p384", "ECDSA+SHA384", "ecdsa_secp384r1_sha384"],
  ["ecdsa-p521", "ECDSA+SHA512", "ecdsa_secp521r1_sha512"],
  ["ed25519", "ed25519", "ed25519"],
] as const;

const server = openssl;

export const opensslTls13: readonly Row[] = [
  ...suites.map((suite): Row => ({
    server,
    certificate: "rsa",
    configuration: `-tls1_3 -ciphersuites ${suite} -groups X25519 -sigalgs RSA-PSS+SHA256`,
    expected: tls13({ ...usual, suite }),
  })),
  ...groups.map(([name, group]): Row => ({
    server,
    certificate: "rsa",
    configuration: `-tls1_3 -ciphersuites TLS_AES_128_GCM_SHA256 -groups ${name} -sigalgs RSA-PSS+SHA256`,
    expected: tls13({ ...usual, group, helloRetryRequest: true }),
  })),
  ...keys.map(([certificate, name, scheme]): Row => ({
    server,
    certificate,
    configuration: `-tls1_3 -ciphersuites TLS_AES_128_GCM_SHA256 -groups X25519 -sigalgs ${name}`,
    expected: tls13({ ...usual, scheme }),
  })),

  // Client certificates
  { server, certificate: "rsa", ...row("-verify 1", { clientCertificateRequested: true }) },
  {
    server,
    certificate: "rsa",
    ...row("-verify 1 -CAfile {root}", { clientCertificateRequested: true }),
  },
  {
    server,
    certificate: "rsa",
    ...row("-Verify 1 -CAfile {root}", {
      clientCertificateRequested: true,
      failure: { step: "secure_channel", code: "client_certificate_required" },
    }),
  },

  // ALPN
  { server, certificate: "rsa", ...row("-alpn h2", { alpn: "h2" }) },
  { server, certificate: "rsa", ...row("-alpn http/1.1", { alpn: "http/1.1" }) },
  { server, certificate: "rsa", ...row("-alpn http/1.1,h2", { alpn: "http/1.1" }) },
  // Not known for a web server it may well be right
  { server, certificate: "rsa", ...row("-alpn imap", { ...withoutAlpn, verdict: "pass" }) },

  // What step 9 finds
  { server, certificate: "rsa", protocol: "https", ...row("-www", {}) },
  { server, certificate: "rsa", protocol: "https", ...row("-www -alpn http/1.1", { alpn: "http/1.1" }) },
  { server, certificate: "rsa", ...row("-num_tickets 0", {}) },
  { server, certificate: "rsa", ...row("-num_tickets 4", {}) },

  // The rest of the wire
  { server, certificate: "rsa", ...row("-status_file {ocspResponse}", { ocspStapled: true }) },
  { server, certificate: "rsa", ...row("-max_send_frag 512", {}) },
  { server, certificate: "rsa", ...row("-record_padding 1024", {}) },
  { server, certificate: "rsa", ...row("-no_middlebox", {}) },
  { server, certificate: "rsa", ...row("-early_data -max_early_data 4096", {}) },
  { server, certificate: "rsa", ...row("-cert_chain {root}", { chainError: "incomplete_chain" }) },
];

function row(more: string, particulars: Partial<Parameters<typeof tls13>[0]>) {
  return { configuration: `${pinned} ${more}`, expected: tls13({ ...usual, ...particulars }) };
}
