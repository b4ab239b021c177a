/** Certificates of servers that were given several, and one for another name. */
import assert from "node:assert/strict";
import { namedGroups } from "../../../src/probes/deep/named_groups.ts";
import { servedCertificates } from "../../../src/probes/deep/served_certificates.ts";
import { signatureSchemes } from "../../../src/probes/deep/signature_schemes.ts";
import type { KeyKind } from "../credentials.ts";
import { gnutls, nginx, openssl, reasonToSkip } from "../tls_servers/mod.ts";
import { runTool } from "../servers/mod.ts";
import { credentialsOfTest, factsOf, probeServer, type Target } from "./probe_server.ts";

interface Row extends Target {
  /** All that it was given, and serves to somebody who asks for `localhost`. */
  readonly served: readonly KeyKind[];
  readonly without: "same" | "other" | "refused";
  readonly unknown: "same" | "other" | "refused";
}

const rows: readonly Row[] = [
  {
    server: openssl,
    certificate: "rsa",
    configuration: "-dcert {ecdsa-p256.leaf} -dkey {ecdsa-p256.key}",
    served: ["ecdsa-p256", "rsa"],
    without: "same",
    unknown: "same",
  },
  {
    server: openssl,
    certificate: "rsa",
    configuration: "-tls1_2 -dcert {ecdsa-p384.leaf} -dkey {ecdsa-p384.key}",
    served: ["ecdsa-p384", "rsa"],
    without: "same",
    unknown: "same",
  },
  {
    // The second certificate is for the name alone
    server: openssl,
    certificate: "rsa",
    configuration: "-servername localhost -cert2 {ecdsa-p256.leaf} -key2 {ecdsa-p256.key}",
    served: ["ecdsa-p256"],
    without: "other",
    unknown: "other",
  },
  {
    server: openssl,
    certificate: "rsa",
    configuration: "-servername localhost -servername_fatal -cert2 {rsa.leaf} -key2 {rsa.key}",
    served: ["rsa"],
    without: "same",
    unknown: "refused",
  },
  {
    server: nginx,
    certificate: "rsa",
    configuration:
      "ssl_protocols TLSv1.2 TLSv1.3; ssl_certificate {ed25519.chain}; ssl_certificate_key {ed25519.key}; ssl_certificate {ecdsa-p384.chain}; ssl_certificate_key {ecdsa-p384.key};",
    served: ["ecdsa-p384", "ed25519", "rsa"],
    without: "same",
    unknown: "same",
  },
  {
    server: gnutls,
    certificate: "ecdsa-p256",
    configuration: "NORMAL",
    served: ["ecdsa-p256"],
    without: "same",
    unknown: "same",
  },
];

const credentials = credentialsOfTest();

for (const row of rows) {
  const { server, configuration } = row;
  const reason = await reasonToSkip(server);
  const title = `${server.name}: ${configuration}`;
  Deno.test({
    name: reason === null ? title : `${title}, skipped: ${reason}`,
    ignore: reason !== null,
    async fn() {
      const made = await credentials();
      const deep = await probeServer(row, made, namedGroups, signatureSchemes, servedCertificates);
      const { by_key, without_server_name, unknown_server_name } = factsOf(deep, "served_certificates");
      const wanted = await Promise.all(row.served.map((kind) => fingerprintOf(made[kind].leaf)));
      assert.deepEqual(by_key.map(({ fingerprint_sha256 }) => fingerprint_sha256).sort(), wanted.sort());
      assert.deepEqual([without_server_name?.outcome, unknown_server_name.outcome], [
        row.without,
        row.unknown,
      ]);
      if (row.unknown === "refused") {
        assert.equal(unknown_server_name.refusal?.alert?.name, "unrecognized_name");
      }
    },
  });
}

async function fingerprintOf(file: string): Promise<string> {
  const printed = await runTool("openssl", ["x509", "-in", file, "-noout", "-fingerprint", "-sha256"]);
  return printed.trim().replace(/^.*=/, "").replaceAll(":", "").toLowerCase();
}
