/** Cipher suites of servers that were told which to have; or that were not, and say themselves which they have. */
import assert from "node:assert/strict";
import { cipherSuites } from "../../../src/probes/deep/cipher_suites.ts";
import type { Credentials, KeyKind } from "../credentials.ts";
import { caddy, gnutls, haproxy, java, nginx, nss, openssl, reasonToSkip } from "../tls_servers/mod.ts";
import { credentialsOfTest, factsOf, probeServer, type Target } from "./probe_server.ts";
import { gnutlsSuites, type Key, opensslSuites } from "./suites_of.ts";

interface Expected {
  /** IANA's names; the order counts where it is the server's. */
  readonly suites: readonly string[] | (() => Promise<readonly string[]>);
  readonly preference: "server" | "client" | "unknown";
  readonly prioritizesChaCha20?: boolean | null;
}

interface Row extends Omit<Target, "configuration"> {
  readonly configuration: string | ((credentials: Record<KeyKind, Credentials>) => string);
  /** By version, the newest first. */
  readonly expected: { readonly [version: string]: Expected };
}

const everything = "ALL:eNULL:aNULL:@SECLEVEL=0";
const opensslHas = (version: string, ...keys: readonly Key[]) => () =>
  opensslSuites(version, everything, ...keys);

const gnutlsEverything = "NORMAL:+VERS-TLS1.0:+VERS-TLS1.1:+ANON-DH:+ANON-ECDH:+ARCFOUR-128:+3DES-CBC" +
  ":+CAMELLIA-128-GCM:+CAMELLIA-256-CBC:+AES-128-CCM-8:+NULL:+MD5:+SHA256:+SHA384";
const gnutlsHas = (minor: number, key: "RSA" | "ECDSA") => () => gnutlsSuites(gnutlsEverything, minor, key);

const staticAes128 = "TLS_RSA_WITH_AES_128_CBC_SHA";
const rc4Md5 = "TLS_RSA_WITH_RC4_128_MD5";
const dheTripleDes = "TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA";
const aes128 = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
const aes256 = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
const chaCha20 = "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256";
const [aes128Of13, aes256Of13, chaCha20Of13] = [
  "TLS_AES_128_GCM_SHA256",
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
];

const rows: readonly Row[] = [
  {
    server: openssl,
    certificate: "rsa",
    configuration: `-tls1_2 -cipher ${everything} -serverpref`,
    expected: { "TLS 1.2": { suites: opensslHas("tls1_2", "RSA", "None"), preference: "server" } },
  },
  {
    server: openssl,
    certificate: "rsa",
    configuration: `-tls1_2 -cipher ${everything}`,
    expected: { "TLS 1.2": { suites: opensslHas("tls1_2", "RSA", "None"), preference: "client" } },
  },
  {
    // Which certificate it shows depends on the suite
    server: openssl,
    certificate: "rsa",
    configuration: ({ "ecdsa-p256": { leaf, key } }) =>
      `-tls1_2 -cipher ${everything} -serverpref -dcert ${leaf} -dkey ${key}`,
    expected: { "TLS 1.2": { suites: opensslHas("tls1_2", "RSA", "ECDSA", "None"), preference: "server" } },
  },
  {
    server: openssl,
    certificate: "rsa",
    configuration: `-tls1_2 -cipher ${everything} -psk 00112233 -serverpref`,
    expected: { "TLS 1.2": { suites: opensslHas("tls1_2", "RSA", "None", "PSK"), preference: "server" } },
  },
  {
    // A suite is chosen by the curve of the certificate too, and this one few clients have
    server: openssl,
    certificate: "ecdsa-p521",
    configuration: `-tls1_2 -cipher ${everything} -serverpref -groups secp256k1:brainpoolP256r1:P-521`,
    expected: { "TLS 1.2": { suites: opensslHas("tls1_2", "ECDSA", "None"), preference: "server" } },
  },
  ...(["tls1", "tls1_1"] as const).map((version): Row => ({
    server: openssl,
    certificate: "ecdsa-p256",
    configuration: `-${version} -cipher ${everything} -serverpref`,
    expected: {
      [version === "tls1" ? "TLS 1.0" : "TLS 1.1"]: {
        suites: opensslHas(version, "ECDSA", "None"),
        preference: "server",
      },
    },
  })),
  {
    server: openssl,
    certificate: "rsa",
    configuration: "-tls1_3 -serverpref -ciphersuites " +
      `TLS_AES_128_CCM_8_SHA256:${aes256Of13}:TLS_AES_128_CCM_SHA256:${aes128Of13}`,
    expected: {
      "TLS 1.3": {
        suites: ["TLS_AES_128_CCM_8_SHA256", aes256Of13, "TLS_AES_128_CCM_SHA256", aes128Of13],
        preference: "server",
      },
    },
  },
  {
    server: openssl,
    certificate: "rsa",
    configuration: `-tls1_3 -ciphersuites ${chaCha20Of13}`,
    expected: { "TLS 1.3": { suites: [chaCha20Of13], preference: "unknown" } },
  },
  ...[true, false].map((prioritizesChaCha20): Row => ({
    server: openssl,
    certificate: "rsa",
    configuration: `-serverpref ${prioritizesChaCha20 ? "-prioritize_chacha" : ""} ` +
      "-cipher AES128-SHA:ECDHE-RSA-CHACHA20-POLY1305:ECDHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0",
    expected: {
      "TLS 1.3": {
        suites: [aes256Of13, chaCha20Of13, aes128Of13],
        preference: "server",
        prioritizesChaCha20,
      },
      "TLS 1.2": { suites: [staticAes128, chaCha20, aes128], preference: "server", prioritizesChaCha20 },
      "TLS 1.1": { suites: [staticAes128], preference: "unknown" },
      "TLS 1.0": { suites: [staticAes128], preference: "unknown" },
    },
  })),
  {
    server: gnutls,
    certificate: "rsa",
    configuration: `${gnutlsEverything}:%SERVER_PRECEDENCE`,
    expected: {
      "TLS 1.2": { suites: gnutlsHas(2, "RSA"), preference: "server" },
      "TLS 1.1": { suites: gnutlsHas(1, "RSA"), preference: "server" },
      "TLS 1.0": { suites: gnutlsHas(0, "RSA"), preference: "server" },
    },
  },
  {
    server: gnutls,
    certificate: "ecdsa-p256",
    configuration: gnutlsEverything,
    expected: {
      "TLS 1.2": { suites: gnutlsHas(2, "ECDSA"), preference: "client" },
      "TLS 1.1": { suites: gnutlsHas(1, "ECDSA"), preference: "client" },
      "TLS 1.0": { suites: gnutlsHas(0, "ECDSA"), preference: "client" },
    },
  },
  {
    server: gnutls,
    certificate: "rsa",
    configuration: "NORMAL:-VERS-ALL:+VERS-TLS1.3:%SERVER_PRECEDENCE",
    expected: {
      "TLS 1.3": {
        suites: () => gnutlsSuites("NORMAL:-VERS-ALL:+VERS-TLS1.3", 3, "RSA"),
        preference: "server",
      },
    },
  },
  {
    // In an order that nobody can tell it
    server: nss,
    certificate: "rsa",
    configuration: "-V tls1.0:tls1.2 -c :0004:0016:002F:C02F:C030",
    expected: {
      "TLS 1.2": { suites: [aes128, aes256, dheTripleDes, staticAes128, rc4Md5], preference: "server" },
      "TLS 1.1": { suites: [dheTripleDes, staticAes128, rc4Md5], preference: "server" },
      "TLS 1.0": { suites: [dheTripleDes, staticAes128, rc4Md5], preference: "server" },
    },
  },
  {
    // It has SSL 3.0 still, and names of its own for old suites. Whatever their place, RC4 and 3DES are its last
    // resort: java.security's jdk.tls.legacyAlgorithms
    server: java,
    certificate: "rsa",
    configuration: "nothingDisabled protocols=SSLv3,TLSv1.2 " +
      `cipherSuites=SSL_RSA_WITH_RC4_128_MD5,${aes256},SSL_DHE_RSA_WITH_3DES_EDE_CBC_SHA,${staticAes128}`,
    expected: {
      "TLS 1.2": { suites: [aes256, staticAes128, rc4Md5, dheTripleDes], preference: "server" },
      "SSL 3.0": { suites: [staticAes128, rc4Md5, dheTripleDes], preference: "server" },
    },
  },
  {
    server: nginx,
    certificate: "rsa",
    configuration: "ssl_protocols TLSv1.2; ssl_prefer_server_ciphers on; " +
      "ssl_ciphers AES128-SHA:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256;",
    expected: { "TLS 1.2": { suites: [staticAes128, aes256, aes128], preference: "server" } },
  },
  ...(["server", "client"] as const).map((preference): Row => ({
    server: haproxy,
    certificate: "rsa",
    configuration: "no-tlsv13 ciphers AES128-SHA:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256" +
      (preference === "client" ? " prefer-client-ciphers" : ""),
    expected: { "TLS 1.2": { suites: [staticAes128, aes256, aes128], preference } },
  })),
  {
    // Go has an order of its own, with AES first for clients that have it first
    server: caddy,
    certificate: "rsa",
    configuration: `protocols tls1.2\nciphers ${staticAes128} ${chaCha20} ${aes256} ${aes128}`,
    expected: {
      "TLS 1.3": {
        suites: [aes128Of13, aes256Of13, chaCha20Of13],
        preference: "server",
        prioritizesChaCha20: true,
      },
      "TLS 1.2": {
        suites: [aes128, aes256, chaCha20, staticAes128],
        preference: "server",
        prioritizesChaCha20: true,
      },
    },
  },
];

const credentials = credentialsOfTest();

for (const { expected, configuration, ...row } of rows) {
  const { server, certificate } = row;
  const reason = await reasonToSkip(server);
  const title = `${server.name}, ${certificate}: ${
    typeof configuration === "string" ? configuration : "two keys"
  }`;
  Deno.test({
    name: reason === null ? title : `${title}, skipped: ${reason}`,
    ignore: reason !== null,
    async fn() {
      const made = await credentials();
      const target = {
        ...row,
        configuration: typeof configuration === "string" ? configuration : configuration(made),
      };
      const { versions } = factsOf(await probeServer(target, made, cipherSuites), "cipher_suites");
      assert.deepEqual(versions.map(({ version }) => version.name), Object.keys(expected));
      for (const { version, preference, prioritizes_chacha20, complete, suites } of versions) {
        const wanted = expected[version.name!]!;
        const names = suites.map(({ cipher_suite }) => cipher_suite.name!);
        const all = typeof wanted.suites === "function" ? await wanted.suites() : wanted.suites;
        assert.deepEqual([...names].sort(), [...all].sort(), version.name!);
        assert.deepEqual([preference, complete], [wanted.preference, true], version.name!);
        if (preference === "server" && server !== nss) assert.deepEqual(names, all, version.name!);
        if (wanted.prioritizesChaCha20 !== undefined) {
          assert.equal(prioritizes_chacha20, wanted.prioritizesChaCha20, version.name!);
        }
      }
    },
  });
}
