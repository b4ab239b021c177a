/** TLS 1.2 against OpenSSL's s_server: each suite, group, kind of key, and what else it can be told to do. */
import { type Row, tls12, withoutAlpn } from "../row.ts";
import { openssl } from "../tls_servers/mod.ts";

/** Pins what the rows about something else leave open. */
const pinned = "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256 -groups X25519 -sigalgs RSA+SHA256";
const usual = {
  suite: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  group: "x25519",
  scheme: "rsa_pkcs1_sha256",
};

const suites = [
  ["ECDHE-RSA-AES128-GCM-SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"],
  ["ECDHE-RSA-AES256-GCM-SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"],
  ["ECDHE-RSA-CHACHA20-POLY1305", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"],
] as const;

const ecdsaSuites = [
  ["ECDHE-ECDSA-AES128-GCM-SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"],
  ["ECDHE-ECDSA-AES256-GCM-SHA384", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"],
  ["ECDHE-ECDSA-CHACHA20-POLY1305", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"],
] as const;

/** Beside X25519. */
const groups = [["P-256", "secp256r1"], ["P-384", "secp384r1"], ["P-521", "secp521r1"]] as const;

const rsaKeys = [
  ["rsa", "RSA+SHA384", "rsa_pkcs1_sha384"],
  ["rsa", "RSA+SHA512", "rsa_pkcs1_sha512"],
  ["rsa", "RSA-PSS+SHA256", "rsa_pss_rsae_sha256"],
  ["rsa-pss", "rsa_pss_pss_sha256", "rsa_pss_pss_sha256"],
  ["rsa-pss", "rsa_pss_pss_sha512", "rsa_pss_pss_sha512"],
] as const;

const ecdsaKeys = [
  ["ecdsa-p384", "ECDSA+SHA384", "ecdsa_secp384r1_sha384"],
  ["ecdsa-p521", "ECDSA+SHA512", "ecdsa_secp521r1_sha512"],
  ["ed25519", "ed25519", "ed25519"],
] as const;

const server = openssl;

export const opensslTls12: readonly Row[] = [
  ...suites.map(([name, suite]): Row => ({
    server,
    certificate: "rsa",
    configuration: `-tls1_2 -cipher ${name} -groups X25519 -sigalgs RSA+SHA256`,
    expected: tls12({ ...usual, suite }),
  })),
  ...ecdsaSuites.map(([name, suite]): Row => ({
    server,
    certificate: "ecdsa-p256",
    configuration: `-tls1_2 -cipher ${name} -groups X25519:P-256 -sigalgs ECDSA+SHA256`,
    expected: tls12({ ...usual, suite, scheme: "ecdsa_secp256r1_sha256" }),
  })),
  ...groups.map(([name, group]): Row => ({
    server,
    certificate: "rsa",
    configuration: `-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256 -groups ${name} -sigalgs RSA+SHA256`,
    expected: tls12({ ...usual, group }),
  })),
  ...rsaKeys.map(([certificate, name, scheme]): Row => ({
    server,
    certificate,
    configuration: `-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256 -groups X25519 -sigalgs ${name}`,
    expected: tls12({ ...usual, scheme }),
  })),
  ...ecdsaKeys.map(([certificate, name, scheme]): Row => ({
    server,
    certificate,
    configuration:
      `-tls1_2 -cipher ECDHE-ECDSA-AES128-GCM-SHA256 -groups X25519:P-384:P-521 -sigalgs ${name}`,
    expected: tls12({ ...usual, suite: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", scheme }),
  })),

  // Client certificates
  { server, certificate: "rsa", ...row("-verify 1 -CAfile {root}", { clientCertificateRequested: true }) },
  {
    server,
    certificate: "rsa",
    ...row("-Verify 1 -CAfile {root}", {
      clientCertificateRequested: true,
      // The server answers the empty list before it would send its own Finished
      failure: { step: "server_finished", code: "client_certificate_required" },
    }),
  },

  // ALPN
  { server, certificate: "rsa", ...row("-alpn h2", { alpn: "h2" }) },
  { server, certificate: "rsa", ...row("-alpn http/1.1", { alpn: "http/1.1" }) },
  // Not known for a web server it may well be right
  { server, certificate: "rsa", ...row("-alpn imap", { ...withoutAlpn, verdict: "pass" }) },

  // The rest of the wire
  { server, certificate: "rsa", protocol: "https", ...row("-www", {}) },
  { server, certificate: "rsa", ...row("-status_file {ocspResponse}", { ocspStapled: true }) },
  { server, certificate: "rsa", ...row("-no_ticket", {}) },
  { server, certificate: "rsa", ...row("-max_send_frag 512", {}) },
  { server, certificate: "rsa", ...row("-legacy_renegotiation", {}) },
  { server, certificate: "rsa", ...row("-cert_chain {root}", { chainError: "incomplete_chain" }) },
];

function row(more: string, particulars: Partial<Parameters<typeof tls12>[0]>) {
  return { configuration: `${pinned} ${more}`, expected: tls12({ ...usual, ...particulars }) };
}
