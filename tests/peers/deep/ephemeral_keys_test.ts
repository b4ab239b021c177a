/** Public values of real servers: a new one each time, in every version and exchange that they have. */
import assert from "node:assert/strict";
import { ephemeralKeys } from "../../../src/probes/deep/ephemeral_keys.ts";
import { namedGroups } from "../../../src/probes/deep/named_groups.ts";
import { caddy, gnutls, nginx, nss, openssl, reasonToSkip } from "../tls_servers/mod.ts";
import { credentialsOfTest, factsOf, probeServer, type Target } from "./probe_server.ts";

const rows: readonly (Target & { readonly expected: readonly (readonly (string | null)[])[] })[] = [
  {
    server: openssl,
    certificate: "rsa",
    configuration: "-groups X448 -dhparam {ffdhe3072}",
    expected: [["TLS 1.3", "ECDHE", "x448"], ["TLS 1.2", "ECDHE", "x448"], ["TLS 1.2", "DHE", "ffdhe3072"]],
  },
  {
    server: openssl,
    certificate: "rsa",
    configuration: "-tls1_3 -groups ffdhe2048",
    expected: [["TLS 1.3", "DHE", "ffdhe2048"]],
  },
  {
    server: gnutls,
    certificate: "ecdsa-p256",
    configuration: "NORMAL:-GROUP-ALL:+GROUP-SECP256R1",
    expected: [["TLS 1.3", "ECDHE", "secp256r1"], ["TLS 1.2", "ECDHE", "secp256r1"]],
  },
  {
    server: nginx,
    certificate: "ecdsa-p256",
    configuration: "ssl_protocols TLSv1.2; ssl_ecdh_curve secp521r1:prime256v1; ssl_ciphers ECDHE;",
    expected: [["TLS 1.2", "ECDHE", "secp256r1"]],
  },
  {
    server: nss,
    certificate: "rsa",
    configuration: "-V tls1.2:tls1.3 -I x25519",
    expected: [["TLS 1.3", "ECDHE", "x25519"], ["TLS 1.2", "ECDHE", "x25519"]],
  },
  {
    server: caddy,
    certificate: "ecdsa-p256",
    configuration: "curves x25519",
    expected: [["TLS 1.3", "ECDHE", "x25519"], ["TLS 1.2", "ECDHE", "x25519"]],
  },
];

const credentials = credentialsOfTest();

for (const row of rows) {
  const { server, configuration, expected } = row;
  const reason = await reasonToSkip(server);
  const title = `${server.name}: ${configuration}`;
  Deno.test({
    name: reason === null ? title : `${title}, skipped: ${reason}`,
    ignore: reason !== null,
    async fn() {
      const deep = await probeServer(row, await credentials(), namedGroups, ephemeralKeys);
      const { exchanges } = factsOf(deep, "ephemeral_keys");
      assert.deepEqual(
        exchanges.map(({ version, key_exchange, named_group, finite_field }) => [
          version.name,
          key_exchange,
          named_group?.name ?? finite_field?.name ?? null,
        ]),
        expected,
      );
      for (const { reused, connections } of exchanges) assert.deepEqual([reused, connections], [false, 3]);
    },
  });
}
