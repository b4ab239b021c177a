/** What OpenSSL's s_server does at security level 0: old versions, old key exchanges, old ciphers. */
import type { KeyKind } from "../credentials.ts";
import { type ExpectedConnection, type Row, tls10, tls11, tls12, tls13 } from "../row.ts";
import { openssl } from "../tls_servers/mod.ts";

const outdated = "protocol.outdated";
const noForwardSecrecy = "key_exchange.no_forward_secrecy";
const notInBrowsers = "cipher_suite.not_in_browsers";
const onlyOutdated = "cipher_suite.only_outdated";
const weak = "cipher_suite.weak";

/** Before TLS 1.2 a signature has no scheme: it is over MD5 and SHA-1 with RSA, over SHA-1 with anything else. */
const ecdhe = { group: "x25519", scheme: null };
const dhe = { group: null, primeBits: 2048, scheme: null };
const staticRsa = { group: null, scheme: null };

const signed = { scheme: "rsa_pkcs1_sha256" };

export const opensslOld: readonly Row[] = [
  ...olderVersions("AES128-SHA", "rsa", {
    ...staticRsa,
    suite: "TLS_RSA_WITH_AES_128_CBC_SHA",
    findings: [outdated, noForwardSecrecy],
  }),
  ...olderVersions("AES256-SHA", "rsa", {
    ...staticRsa,
    suite: "TLS_RSA_WITH_AES_256_CBC_SHA",
    findings: [outdated, noForwardSecrecy],
  }),
  ...olderVersions("ECDHE-RSA-AES128-SHA -groups X25519", "rsa", {
    ...ecdhe,
    suite: "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    findings: [outdated],
  }),
  ...olderVersions("ECDHE-ECDSA-AES256-SHA -groups X25519:P-256", "ecdsa-p256", {
    ...ecdhe,
    suite: "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
    findings: [outdated],
  }),
  ...olderVersions("DHE-RSA-AES128-SHA", "rsa", {
    ...dhe,
    suite: "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
    findings: [outdated, notInBrowsers],
  }),
  ...olderVersions("DHE-DSS-AES128-SHA", "dsa", {
    ...dhe,
    suite: "TLS_DHE_DSS_WITH_AES_128_CBC_SHA",
    findings: ["certificate.weak_key", outdated, notInBrowsers],
    chainError: "weak_key",
  }),

  // TLS 1.2 with what browsers still have
  row12("AES128-GCM-SHA256", "rsa", {
    ...staticRsa,
    suite: "TLS_RSA_WITH_AES_128_GCM_SHA256",
    findings: [noForwardSecrecy],
    verdict: "pass",
  }),
  row12("AES256-SHA", "rsa", {
    ...staticRsa,
    suite: "TLS_RSA_WITH_AES_256_CBC_SHA",
    findings: [noForwardSecrecy],
    verdict: "pass",
  }),
  row12("ECDHE-RSA-AES128-SHA -groups X25519 -sigalgs RSA+SHA256", "rsa", {
    ...ecdhe,
    ...signed,
    suite: "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    findings: [],
    verdict: "pass",
  }),
  row12("ECDHE-RSA-AES128-SHA -groups X25519 -sigalgs RSA+SHA1", "rsa", {
    ...ecdhe,
    suite: "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    scheme: "rsa_pkcs1_sha1",
    findings: [],
    verdict: "pass",
  }),

  // And what they have not
  ...[
    ["AES128-SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA256"],
    ["AES256-SHA256", "TLS_RSA_WITH_AES_256_CBC_SHA256"],
    ["AES128-CCM", "TLS_RSA_WITH_AES_128_CCM"],
    ["AES256-CCM8", "TLS_RSA_WITH_AES_256_CCM_8"],
  ].map(([name, suite]) =>
    row12(name!, "rsa", { ...staticRsa, suite: suite!, findings: [notInBrowsers, noForwardSecrecy] })
  ),
  ...[
    ["DHE-RSA-AES128-GCM-SHA256", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"],
    ["DHE-RSA-CHACHA20-POLY1305", "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256"],
    ["DHE-RSA-AES256-CCM", "TLS_DHE_RSA_WITH_AES_256_CCM"],
    ["DHE-RSA-AES256-SHA256", "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256"],
  ].map(([name, suite]) =>
    row12(`${name} -sigalgs RSA+SHA256`, "rsa", {
      ...dhe,
      ...signed,
      suite: suite!,
      findings: [notInBrowsers],
    })
  ),
  ...[
    ["ECDHE-RSA-AES128-SHA256", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"],
    ["ECDHE-RSA-AES256-SHA384", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"],
  ].map(([name, suite]) =>
    row12(`${name} -groups X25519 -sigalgs RSA+SHA256`, "rsa", {
      ...ecdhe,
      ...signed,
      suite: suite!,
      findings: [notInBrowsers],
    })
  ),
  ...[
    ["ECDHE-ECDSA-AES128-CCM", "TLS_ECDHE_ECDSA_WITH_AES_128_CCM"],
    ["ECDHE-ECDSA-AES256-CCM8", "TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8"],
    ["ECDHE-ECDSA-AES256-SHA384", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"],
  ].map(([name, suite]) =>
    row12(`${name} -groups X25519:P-256 -sigalgs ECDSA+SHA256`, "ecdsa-p256", {
      ...ecdhe,
      suite: suite!,
      scheme: "ecdsa_secp256r1_sha256",
      findings: [notInBrowsers],
    })
  ),

  row12("ECDHE-RSA-AES128-GCM-SHA256 -groups X448 -sigalgs RSA+SHA256", "rsa", {
    ...signed,
    group: "x448",
    suite: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    findings: [notInBrowsers],
  }),

  // Known for what they are, though not to be spoken with
  row12("ECDHE-RSA-NULL-SHA -groups X25519 -sigalgs RSA+SHA256", "rsa", {
    ...endsAt("session_keys"),
    ...signed,
    group: "x25519",
    suite: "TLS_ECDHE_RSA_WITH_NULL_SHA",
    findings: [weak, onlyOutdated],
    verdict: "fail",
  }),
  row12("ECDHE-ARIA128-GCM-SHA256 -groups X25519 -sigalgs RSA+SHA256", "rsa", {
    ...endsAt("session_keys"),
    ...signed,
    group: "x25519",
    suite: "TLS_ECDHE_RSA_WITH_ARIA_128_GCM_SHA256",
    findings: [onlyOutdated],
    verdict: "unknown",
  }),
  ...[
    ["ADH-AES128-SHA", "TLS_DH_anon_WITH_AES_128_CBC_SHA"],
    ["AECDH-AES128-SHA -groups X25519", "TLS_ECDH_anon_WITH_AES_128_CBC_SHA"],
  ].map(([name, suite]) =>
    row12(name!, "rsa", {
      ...endsAt("authentication"),
      group: null,
      scheme: null,
      suite: suite!,
      findings: [weak, onlyOutdated],
      verdict: "fail",
    })
  ),
  row12("PSK-AES128-CBC-SHA -psk 00112233", "rsa", {
    ...endsAt("authentication"),
    group: null,
    scheme: null,
    suite: "TLS_PSK_WITH_AES_128_CBC_SHA",
    findings: [onlyOutdated],
    verdict: "unknown",
  }),

  // Primes of the server's choice
  ...([
    ["{dh1024}", { primeBits: 1024, findings: [notInBrowsers, "key_exchange.small_prime"], verdict: "fail" }],
    ["{modp1536}", { primeBits: 1536, findings: [notInBrowsers, "key_exchange.small_prime"] }],
    ["{ffdhe3072}", { primeBits: 3072, group: "ffdhe3072", findings: [notInBrowsers] }],
    ["{ffdhe8192}", { primeBits: 8192, group: "ffdhe8192", findings: [notInBrowsers] }],
  ] as const).map(([parameters, particulars]) =>
    row12(`DHE-RSA-AES128-GCM-SHA256 -sigalgs RSA+SHA256 -dhparam ${parameters}`, "rsa", {
      ...dhe,
      ...signed,
      suite: "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
      ...particulars,
    })
  ),

  // TLS 1.3
  ...[
    ["TLS_AES_128_CCM_SHA256", "X25519"],
    ["TLS_AES_128_CCM_8_SHA256", "X25519"],
    ["TLS_AES_128_GCM_SHA256", "X448"],
    ["TLS_AES_128_GCM_SHA256", "ffdhe2048"],
    ["TLS_AES_128_GCM_SHA256", "ffdhe8192"],
  ].map(([suite, group]): Row => ({
    server: openssl,
    certificate: "rsa",
    configuration: `-tls1_3 -ciphersuites ${suite} -groups ${group} -sigalgs RSA-PSS+SHA256`,
    expected: tls13({
      suite: suite!,
      group: group!.toLowerCase(),
      scheme: "rsa_pss_rsae_sha256",
      helloRetryRequest: group !== "X25519",
      findings: [notInBrowsers],
      verdict: "warn",
    }),
  })),
  {
    server: openssl,
    certificate: "ed448",
    configuration: "-tls1_3 -ciphersuites TLS_AES_128_GCM_SHA256 -groups X25519 -sigalgs ed448",
    expected: tls13({ suite: "TLS_AES_128_GCM_SHA256", group: "x25519", scheme: "ed448" }),
  },
];

type Particulars =
  & Pick<ExpectedConnection, "suite" | "group" | "scheme">
  & Partial<Pick<ExpectedConnection, "primeBits" | "extendedMainSecret">>
  & Pick<Row["expected"], "findings">
  & Partial<Pick<Row["expected"], "verdict" | "chainError" | "failure">>;

/** The suite is one that this project does not complete; every step before this one is kept. */
function endsAt(step: "authentication" | "session_keys") {
  return { extendedMainSecret: null, failure: { step, code: "unsupported_suite" } } as const;
}

function olderVersions(cipher: string, certificate: KeyKind, particulars: Particulars): Row[] {
  return [
    row("-tls1", cipher, certificate, tls10(warned(particulars))),
    row("-tls1_1", cipher, certificate, tls11(warned(particulars))),
  ];
}

function row12(cipher: string, certificate: KeyKind, particulars: Particulars): Row {
  return row("-tls1_2", cipher, certificate, tls12(warned(particulars)));
}

/** Most of what is found here is worth a warning. */
function warned(particulars: Particulars): Particulars {
  const isSound = particulars.chainError === undefined;
  return isSound ? { verdict: "warn", ...particulars } : particulars;
}

/** `cipher`: OpenSSL's name of the suite, and further arguments behind it. */
function row(version: string, cipher: string, certificate: KeyKind, expected: Row["expected"]): Row {
  const [name, ...more] = cipher.split(" ");
  return {
    server: openssl,
    certificate,
    configuration: [version, "-cipher", `${name}:@SECLEVEL=0`, ...more].join(" "),
    expected,
  };
}
