/** Groups of key exchange, of servers that were told which to have and in which order. */
import assert from "node:assert/strict";
import { namedGroups } from "../../../src/probes/deep/named_groups.ts";
import { caddy, gnutls, java, laterNode, nginx, nss, openssl, reasonToSkip } from "../tls_servers/mod.ts";
import { credentialsOfTest, factsOf, probeServer, type Target } from "./probe_server.ts";

/** IANA's names. Without a preference the order is not the configuration's, and only the set counts. */
interface Expected {
  readonly groups: readonly string[];
  readonly preference?: "server" | "client" | "unknown";
}

interface Row extends Target {
  readonly expected: { readonly [version: string]: Expected };
  /** Of DHE: what it takes by itself, and then all that it takes when the groups of RFC 7919 are offered. */
  readonly primes?: readonly [string | number, ...(string | number)[]];
}

const rows: readonly Row[] = [
  {
    // Before OpenSSL 3.5: the client's first share, and the server's own order where it has to ask for one
    server: openssl,
    certificate: "rsa",
    configuration: "-tls1_3 -groups X448:P-521:ffdhe3072:P-256:X25519",
    expected: {
      "TLS 1.3": {
        groups: ["x448", "secp521r1", "ffdhe3072", "secp256r1", "x25519"],
        preference: "client",
      },
    },
  },
  {
    server: openssl,
    certificate: "rsa",
    configuration:
      "-tls1_2 -serverpref -cipher ECDHE -groups secp256k1:brainpoolP384r1:P-384:X25519:sect571r1",
    expected: {
      "TLS 1.2": {
        groups: ["secp256k1", "brainpoolP384r1", "secp384r1", "x25519", "sect571r1"],
        preference: "server",
      },
    },
  },
  {
    server: openssl,
    certificate: "rsa",
    configuration: "-tls1_2 -cipher ECDHE -groups P-384:X25519",
    expected: { "TLS 1.2": { groups: ["x25519", "secp384r1"], preference: "client" } },
  },
  {
    // The certificate's curve must be among those offered, so it cannot be eliminated before the others
    server: openssl,
    certificate: "ecdsa-p256",
    configuration: "-tls1_2 -groups P-384:P-256:P-521",
    expected: { "TLS 1.2": { groups: ["secp256r1", "secp384r1", "secp521r1"], preference: "client" } },
  },
  {
    server: openssl,
    certificate: "rsa",
    configuration: "-groups P-256",
    expected: {
      "TLS 1.3": { groups: ["secp256r1"], preference: "unknown" },
      "TLS 1.2": { groups: ["secp256r1"], preference: "unknown" },
    },
  },
  {
    server: openssl,
    certificate: "rsa",
    configuration: "-tls1_2 -cipher AES128-GCM-SHA256",
    expected: { "TLS 1.2": { groups: [], preference: "unknown" } },
  },
  {
    server: openssl,
    certificate: "rsa",
    configuration: "-tls1_2 -cipher DHE:@SECLEVEL=0 -dhparam {dh1024}",
    expected: { "TLS 1.2": { groups: [], preference: "unknown" } },
    primes: [1024, 1024],
  },
  {
    server: openssl,
    certificate: "rsa",
    configuration: "-tls1 -cipher ALL:@SECLEVEL=0 -groups P-521 -dhparam {ffdhe3072}",
    expected: { "TLS 1.0": { groups: ["secp521r1"] } },
    primes: ["ffdhe3072", "ffdhe3072"],
  },
  {
    server: gnutls,
    certificate: "rsa",
    configuration:
      "NORMAL:-GROUP-ALL:+GROUP-SECP521R1:+GROUP-X25519:+GROUP-FFDHE4096:+GROUP-FFDHE3072:%SERVER_PRECEDENCE",
    expected: {
      "TLS 1.3": { groups: ["secp521r1", "x25519", "ffdhe4096", "ffdhe3072"], preference: "server" },
      "TLS 1.2": { groups: ["secp521r1", "x25519"], preference: "server" },
    },
    primes: ["ffdhe4096", "ffdhe4096", "ffdhe3072"],
  },
  {
    // RFC 7919: the prime is one that the client knows
    server: gnutls,
    certificate: "rsa",
    configuration: "NORMAL:-VERS-ALL:+VERS-TLS1.2:-GROUP-ALL:+GROUP-X448:+GROUP-FFDHE6144:+GROUP-FFDHE2048",
    expected: { "TLS 1.2": { groups: ["x448"], preference: "unknown" } },
    primes: ["ffdhe6144", "ffdhe2048", "ffdhe6144"],
  },
  {
    server: nss,
    certificate: "rsa",
    configuration: "-V tls1.2:tls1.2",
    expected: { "TLS 1.2": { groups: ["secp256r1", "secp384r1", "secp521r1", "x25519"] } },
    primes: ["ffdhe2048", "ffdhe2048", "ffdhe3072", "ffdhe4096", "ffdhe6144", "ffdhe8192"],
  },
  {
    server: gnutls,
    certificate: "ecdsa-p256",
    configuration: "NORMAL:-GROUP-ALL:+GROUP-SECP384R1:+GROUP-SECP256R1",
    expected: {
      "TLS 1.3": { groups: ["secp256r1", "secp384r1"], preference: "client" },
      "TLS 1.2": { groups: ["secp256r1", "secp384r1"], preference: "client" },
    },
  },
  {
    server: java,
    certificate: "ecdsa-p256",
    configuration: "-Djdk.tls.namedGroups=secp521r1,x25519,secp256r1,ffdhe2048",
    expected: {
      "TLS 1.3": { groups: ["ffdhe2048", "secp256r1", "secp521r1", "x25519"] },
      "TLS 1.2": { groups: ["secp256r1", "secp521r1", "x25519"] },
    },
  },
  {
    server: caddy,
    certificate: "ecdsa-p256",
    configuration: "curves secp384r1 x25519",
    expected: {
      "TLS 1.3": { groups: ["secp384r1", "x25519"], preference: "server" },
      // Go goes by its own order in TLS 1.3 alone
      "TLS 1.2": { groups: ["x25519", "secp384r1"], preference: "client" },
    },
  },
  {
    server: nginx,
    certificate: "ecdsa-p256",
    configuration: "ssl_protocols TLSv1.2 TLSv1.3; ssl_ecdh_curve X448:prime256v1;",
    expected: {
      "TLS 1.3": { groups: ["x448", "secp256r1"], preference: "client" },
      "TLS 1.2": { groups: ["secp256r1", "x448"] },
    },
  },
  {
    server: laterNode,
    certificate: "rsa",
    configuration: JSON.stringify({
      ecdhCurve: "SecP384r1MLKEM1024:MLKEM512:X25519MLKEM768:brainpoolP512r1tls13:X25519",
      minVersion: "TLSv1.3",
    }),
    expected: {
      "TLS 1.3": {
        groups: ["SecP384r1MLKEM1024", "MLKEM512", "X25519MLKEM768", "brainpoolP512r1tls13", "x25519"],
        preference: "server",
      },
    },
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
      const facts = factsOf(await probeServer(row, await credentials(), namedGroups), "named_groups");
      const found = facts.versions.map(({ version, groups, preference, complete, not_offered }) => {
        assert.deepEqual([complete, not_offered], [true, null]);
        const names = groups.map(({ name }) => name);
        const wanted = row.expected[version.name!]?.preference;
        return [
          version.name,
          wanted === undefined ? { groups: names.sort() } : { groups: names, preference },
        ];
      });
      assert.deepEqual(Object.fromEntries(found), row.expected);
      if (row.primes === undefined) return;
      assert.deepEqual(
        facts.finite_fields.map(({ name, bits, groups_offered }) => [groups_offered, name ?? bits]),
        row.primes.map((prime, index) => [index > 0, prime]),
      );
    },
  });
}
