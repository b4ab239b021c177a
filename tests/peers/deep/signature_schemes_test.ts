/** Signature schemes of servers that were told which to have, and with keys that leave them no choice. */
import assert from "node:assert/strict";
import { namedGroups } from "../../../src/probes/deep/named_groups.ts";
import { signatureSchemes } from "../../../src/probes/deep/signature_schemes.ts";
import { otherOffers } from "../../../src/tls/mod.ts";
import { caddy, gnutls, java, nginx, nss, openssl, reasonToSkip } from "../tls_servers/mod.ts";
import { credentialsOfTest, factsOf, probeServer, type Target } from "./probe_server.ts";

/** IANA's names. Without a preference the order is not the configuration's, and only the set counts. */
interface Expected {
  readonly schemes: readonly string[];
  readonly preference?: "server" | "client" | "unknown";
}

const rows: readonly (Target & { readonly expected: { readonly [version: string]: Expected } })[] = [
  {
    server: openssl,
    certificate: "rsa",
    configuration:
      "-serverpref -sigalgs RSA-PSS+SHA512:RSA+SHA384:RSA-PSS+SHA256:RSA+SHA1 -cipher DEFAULT@SECLEVEL=0",
    expected: {
      "TLS 1.3": { schemes: ["rsa_pss_rsae_sha512", "rsa_pss_rsae_sha256"], preference: "server" },
      "TLS 1.2": {
        schemes: ["rsa_pss_rsae_sha512", "rsa_pkcs1_sha384", "rsa_pss_rsae_sha256", "rsa_pkcs1_sha1"],
        preference: "server",
      },
    },
  },
  {
    server: openssl,
    certificate: "rsa",
    configuration: "-sigalgs RSA-PSS+SHA512:RSA-PSS+SHA256",
    expected: {
      "TLS 1.3": { schemes: ["rsa_pss_rsae_sha256", "rsa_pss_rsae_sha512"], preference: "client" },
      "TLS 1.2": { schemes: ["rsa_pss_rsae_sha256", "rsa_pss_rsae_sha512"], preference: "client" },
    },
  },
  {
    // TLS 1.2 does not tie a scheme to its curve
    server: openssl,
    certificate: "ecdsa-p256",
    configuration: "-sigalgs ECDSA+SHA256:ECDSA+SHA384",
    expected: {
      "TLS 1.3": { schemes: ["ecdsa_secp256r1_sha256"], preference: "unknown" },
      "TLS 1.2": { schemes: ["ecdsa_secp256r1_sha256", "ecdsa_secp384r1_sha384"], preference: "client" },
    },
  },
  {
    // Each key has its own
    server: openssl,
    certificate: "rsa",
    configuration:
      "-tls1_3 -dcert {ecdsa-p384.leaf} -dkey {ecdsa-p384.key} -sigalgs RSA-PSS+SHA256:ECDSA+SHA384:ed448",
    expected: { "TLS 1.3": { schemes: ["ecdsa_secp384r1_sha384", "rsa_pss_rsae_sha256"] } },
  },
  {
    server: nginx,
    certificate: "rsa",
    configuration:
      "ssl_protocols TLSv1.3; ssl_certificate {ed25519.chain}; ssl_certificate_key {ed25519.key}; ssl_certificate {ecdsa-p256.chain}; ssl_certificate_key {ecdsa-p256.key}; ssl_conf_command SignatureAlgorithms RSA-PSS+SHA384:ECDSA+SHA256:ed25519;",
    expected: { "TLS 1.3": { schemes: ["ecdsa_secp256r1_sha256", "ed25519", "rsa_pss_rsae_sha384"] } },
  },
  {
    server: openssl,
    certificate: "rsa-pss",
    configuration: "-sigalgs rsa_pss_pss_sha256:rsa_pss_pss_sha512",
    expected: {
      "TLS 1.3": { schemes: ["rsa_pss_pss_sha256", "rsa_pss_pss_sha512"], preference: "client" },
      "TLS 1.2": { schemes: ["rsa_pss_pss_sha256", "rsa_pss_pss_sha512"], preference: "client" },
    },
  },
  {
    server: openssl,
    certificate: "ed25519",
    configuration: "",
    expected: {
      "TLS 1.3": { schemes: ["ed25519"], preference: "unknown" },
      "TLS 1.2": { schemes: ["ed25519"], preference: "unknown" },
    },
  },
  {
    server: openssl,
    certificate: "dsa",
    configuration: "-tls1_2 -cipher ALL:@SECLEVEL=0 -sigalgs DSA+SHA256:DSA+SHA1",
    offer: otherOffers.widest,
    expected: { "TLS 1.2": { schemes: ["sha1/dsa", "sha256/dsa"] } },
  },
  {
    server: openssl,
    certificate: "rsa",
    configuration: "-tls1_2 -cipher AES128-SHA",
    expected: { "TLS 1.2": { schemes: [], preference: "unknown" } },
  },
  {
    server: gnutls,
    certificate: "rsa",
    configuration: "NORMAL:-SIGN-ALL:+SIGN-RSA-PSS-RSAE-SHA384:+SIGN-RSA-SHA256:+SIGN-ECDSA-SECP256R1-SHA256",
    expected: {
      "TLS 1.3": { schemes: ["rsa_pss_rsae_sha384"], preference: "unknown" },
      "TLS 1.2": { schemes: ["rsa_pkcs1_sha256", "rsa_pss_rsae_sha384"] },
    },
  },
  {
    server: nss,
    certificate: "rsa",
    configuration: "-V tls1.2:tls1.3 -J rsa_pss_rsae_sha512,rsa_pss_rsae_sha384,rsa_pkcs1_sha256",
    expected: {
      "TLS 1.3": { schemes: ["rsa_pss_rsae_sha384", "rsa_pss_rsae_sha512"] },
      "TLS 1.2": { schemes: ["rsa_pkcs1_sha256", "rsa_pss_rsae_sha384", "rsa_pss_rsae_sha512"] },
    },
  },
  {
    server: java,
    certificate: "ecdsa-p384",
    configuration: "-Djdk.tls.server.SignatureSchemes=ecdsa_secp384r1_sha384,ecdsa_secp256r1_sha256",
    expected: {
      "TLS 1.3": { schemes: ["ecdsa_secp384r1_sha384"], preference: "unknown" },
      "TLS 1.2": { schemes: ["ecdsa_secp384r1_sha384"], preference: "unknown" },
    },
  },
  {
    // Go goes by the client's order: its own cannot be configured
    server: caddy,
    certificate: "ecdsa-p256",
    configuration: "",
    expected: {
      "TLS 1.3": { schemes: ["ecdsa_secp256r1_sha256"], preference: "unknown" },
      "TLS 1.2": {
        schemes: ["ecdsa_secp256r1_sha256", "ecdsa_secp384r1_sha384", "ecdsa_secp521r1_sha512", "ecdsa_sha1"],
        preference: "client",
      },
    },
  },
  {
    server: nginx,
    certificate: "ecdsa-p521",
    configuration: "ssl_protocols TLSv1.3; ssl_conf_command SignatureAlgorithms ECDSA+SHA512:RSA-PSS+SHA256;",
    expected: { "TLS 1.3": { schemes: ["ecdsa_secp521r1_sha512"], preference: "unknown" } },
  },
];

const credentials = credentialsOfTest();

for (const row of rows) {
  const { server, certificate, configuration } = row;
  const reason = await reasonToSkip(server);
  const title = `${server.name}, ${certificate}: ${configuration}`;
  Deno.test({
    name: reason === null ? title : `${title}, skipped: ${reason}`,
    ignore: reason !== null,
    async fn() {
      const deep = await probeServer(row, await credentials(), namedGroups, signatureSchemes);
      const { versions } = factsOf(deep, "signature_schemes");
      const found = versions.map(({ version, schemes, preference, complete, not_offered }) => {
        assert.deepEqual([complete, not_offered], [true, null]);
        const names = schemes.map(({ name }) => name);
        const wanted = row.expected[version.name!]?.preference;
        return [
          version.name,
          wanted === undefined ? { schemes: names.sort() } : { schemes: names, preference },
        ];
      });
      assert.deepEqual(Object.fromEntries(found), row.expected);
    },
  });
}
