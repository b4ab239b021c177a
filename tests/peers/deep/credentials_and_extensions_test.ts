/** Renegotiation, extensions and kinds of credentials: what the probes say of real servers, by how these are configured. */
import assert from "node:assert/strict";
import { credentialKinds } from "../../../src/probes/deep/credential_kinds.ts";
import { certificateCompression } from "../../../src/probes/deep/certificate_compression.ts";
import { encryptedClientHello } from "../../../src/probes/deep/encrypted_client_hello.ts";
import { extensions } from "../../../src/probes/deep/extensions.ts";
import { renegotiation } from "../../../src/probes/deep/renegotiation.ts";
import { gnutls, nss, openssl, reasonToSkip, type TlsServer } from "../tls_servers/mod.ts";
import { credentialsOfTest, factsOf, probeServer } from "./probe_server.ts";

const credentials = credentialsOfTest();

interface Case {
  readonly server: TlsServer;
  readonly configuration: string;
  readonly renegotiation: readonly [secure: boolean, clientInitiated: string];
  readonly extensions: { readonly encryptThenMac: boolean; readonly recordSizeLimit: boolean };
}

const cases: readonly Case[] = [
  {
    server: openssl,
    configuration: "-client_renegotiation",
    renegotiation: [true, "accepted"],
    extensions: { encryptThenMac: true, recordSizeLimit: false },
  },
  {
    server: openssl,
    configuration: "",
    renegotiation: [true, "refused"],
    extensions: { encryptThenMac: true, recordSizeLimit: false },
  },
  {
    server: gnutls,
    configuration: "NORMAL:%DISABLE_SAFE_RENEGOTIATION:%NO_ETM",
    renegotiation: [false, "accepted"],
    extensions: { encryptThenMac: false, recordSizeLimit: true },
  },
  {
    server: nss,
    configuration: "-V tls1.2:tls1.3",
    renegotiation: [true, "accepted"],
    // NSS has never had it
    extensions: { encryptThenMac: false, recordSizeLimit: true },
  },
];

for (const { server, configuration, renegotiation: [secure, initiated], extensions: expected } of cases) {
  const reason = await reasonToSkip(server);
  const title = `${server.name} ${configuration}: renegotiation, extensions, credentials`;
  Deno.test({
    name: reason === null ? title : `${title}, skipped: ${reason}`,
    ignore: reason !== null,
    fn: async () => {
      const deep = await probeServer(
        { server, configuration, certificate: "rsa" },
        await credentials(),
        renegotiation,
        extensions,
        certificateCompression,
        encryptedClientHello,
        credentialKinds,
      );
      const asked = factsOf(deep, "renegotiation");
      assert.deepEqual([asked.secure, asked.client_initiated], [secure, initiated]);
      const found = factsOf(deep, "extensions");
      assert.equal(found.extended_main_secret, true);
      assert.equal(found.encrypt_then_mac, expected.encryptThenMac);
      assert.equal(found.record_size_limit !== null, expected.recordSizeLimit);
      assert(factsOf(deep, "certificate_compression").algorithms.every(({ accepted }) => accepted === false));
      assert.deepEqual(factsOf(deep, "encrypted_client_hello"), {
        tolerated: true,
        refusal: null,
        retry_configs: null,
      });
      assert.deepEqual(factsOf(deep, "credential_kinds"), {
        raw_public_key: false,
        delegated_credential: false,
      });
    },
  });
}
