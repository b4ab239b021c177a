/**
 * No server here has delegated credentials (RFC 9345); NSS's client knows them. What it takes from the scripted server,
 * and what it refuses, the engine must take and refuse: then the script speaks as the RFC has it, and so do we.
 */
import assert from "node:assert/strict";
import { fromHex } from "../../src/bytes/mod.ts";
import { generateSigningKey } from "../../src/crypto/signing_key.ts";
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { AlertDescription, SignatureScheme } from "../../src/registry/mod.ts";
import { loopbackTls } from "../support/loopback_tls.ts";
import {
  type Credential,
  delegating,
  usualCredential,
} from "../support/scripted_server/delegated_credential.ts";
import { connect, shake } from "../tls/support.ts";
import { runTool } from "./servers/mod.ts";
import { nss, reasonToSkip } from "./tls_servers/mod.ts";

const { ecdsa_secp256r1_sha256 } = SignatureScheme;

/** RFC 9345 §4.2: id-pe-delegationUsage, whose value is NULL. */
const delegationUsage = fromHex("300f 0609 2b0601040182da4b2c 0402 0500".replaceAll(" ", ""));

const root = await certificateAuthority({ subject: "Root", now: new Date() });
const leaf = await issue(root, { dnsNames: ["localhost"], rawExtensions: [delegationUsage] });
const certificate = { chain: [leaf.der, root.der], key: leaf.key };
const delegated = await generateSigningKey("P-256");
const usual = {
  ...usualCredential(certificate, delegated, ecdsa_secp256r1_sha256),
  validTime: 2 * 86400,
};

const offer = { delegatedCredentialSchemes: [ecdsa_secp256r1_sha256] };
const reason = await reasonToSkip(nss);

/** What NSS prints. */
async function askedByNss(credential: Credential): Promise<string> {
  const directory = await Deno.makeTempDir({ prefix: "tls-peer-" });
  const database = `sql:${directory}`;
  await using server = loopbackTls({
    certificate,
    ...delegating(certificate, credential),
    // It waits for the other side to end.
    async application(server) {
      await server.sendAlert(AlertDescription.close_notify);
      await server.flush();
    },
  });
  try {
    await runTool("certutil", ["-N", "-d", database, "--empty-password"]);
    // -o: whoever the root is; -Q: no more than the handshake; -B: delegated credentials.
    const { stdout, stderr } = await new Deno.Command("tstclnt", {
      args: [
        "-h",
        "127.0.0.1",
        "-p",
        `${server.port}`,
        "-d",
        database,
        "-V",
        "tls1.3:tls1.3",
        "-o",
        "-Q",
        "-B",
      ],
    }).output();
    return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test({
  name: `what NSS takes for a delegated credential, the engine takes${reason ? `, skipped: ${reason}` : ""}`,
  ignore: reason !== null,
  fn: async () => {
    assert.match(await askedByNss(usual), /Received a Delegated Credential/);
    await connect({ certificate, ...delegating(certificate, usual) }, { offer });
  },
});

for (
  const [what, change] of [
    ["is signed by itself", { signedBy: delegated }],
    ["is signed as a client's", { context: "TLS, client delegated credentials" }],
    ["is for another scheme", { dcScheme: SignatureScheme.ecdsa_secp384r1_sha384 }],
  ] as const
) {
  Deno.test({
    name: `what ${what} NSS refuses, and so does the engine${reason ? `, skipped: ${reason}` : ""}`,
    ignore: reason !== null,
    fn: async () => {
      const credential = { ...usual, ...change };
      assert.doesNotMatch(await askedByNss(credential), /Received a Delegated Credential/);
      const { log } = await shake({ certificate, ...delegating(certificate, credential) }, { offer });
      assert.notEqual(log.failure, null);
    },
  });
}
