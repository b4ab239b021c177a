/** What no ordinary check says, said to real servers: what is expected follows from the RFC that defines it. */
import assert from "node:assert/strict";
import { alerts, CertificateType, CipherSuite, ProtocolVersion } from "../../src/registry/mod.ts";
import { find, maxFragmentLength, recordSizeLimit } from "../../src/tls/extension/mod.ts";
import { evidenceOf, type HandshakeLog, type Offer } from "../../src/tls/mod.ts";
import { type Credentials, type KeyKind, makeCredentials } from "./credentials.ts";
import { type Outcome, shakeHandsWith } from "./engine.ts";
import { runTool } from "./servers/mod.ts";
import {
  caddy,
  gnutls,
  haproxy,
  java,
  laterNode,
  nginx,
  node,
  nss,
  openssl,
  reasonToSkip,
  stunnel,
  type TlsServer,
} from "./tls_servers/mod.ts";

const directory = await Deno.makeTempDir({ prefix: "tls-peers-" });
let credentials: Promise<Record<KeyKind, Credentials>> | null = null;

Deno.test.afterAll(() => Deno.remove(directory, { recursive: true }));

/** And the RSA key's public half by itself. */
async function makeAll(): Promise<Record<KeyKind, Credentials>> {
  const made = await makeCredentials(directory);
  await runTool("openssl", ["pkey", "-in", made.rsa.key, "-pubout", "-out", publicKey]);
  return made;
}

const publicKey = `${directory}/rsa-public.pem`;

const { TLS_1_2, TLS_1_3 } = ProtocolVersion;

async function peer(
  server: TlsServer,
  configuration: string,
  what: string,
  offer: Partial<Offer>,
  look: (outcome: Outcome) => void | Promise<void>,
): Promise<void> {
  const reason = await reasonToSkip(server);
  const title = `${server.name} ${configuration}: ${what}`;
  Deno.test({
    name: reason === null ? title : `${title}, skipped: ${reason}`,
    ignore: reason !== null,
    fn: async () => {
      const { rsa } = await (credentials ??= makeAll());
      await shakeHandsWith(server, configuration, rsa, offer, look);
    },
  });
}

const completes = ({ log }: Outcome) => assert.equal(log.failure, null);

// RFC 9846 §5.1, §4.3, §4.3.1, RFC 5246 §E.1, RFC 9849 §6.2, RFC 8879 §3: a server that does not know it ignores it.
const tolerated: Readonly<Record<string, Partial<Offer>>> = {
  "a ClientHello in records of 256 octets": { clientHelloRecordSize: 256 },
  "a ClientHello in two writes": { clientHelloSplit: 600 },
  "an unknown extension": { rawExtensions: [{ type: 0xffce, data: new Uint8Array(40) }] },
  "a version of the future in supported_versions": { versions: [0x0305, TLS_1_3, TLS_1_2] },
  "a version of the future in legacy_version": { versions: [TLS_1_2], keyShares: [], legacyVersion: 0x0304 },
  "an encrypted_client_hello that means nothing": { greaseEncryptedClientHello: true },
  "compressed certificates": { certificateCompression: [2, 1, 3] },
  "raw public keys": { serverCertificateTypes: [CertificateType.X509, CertificateType["Raw Public Key"]] },
  "delegated credentials": { delegatedCredentialSchemes: [0x0403, 0x0807] },
  "compression before TLS 1.3": { versions: [TLS_1_2], keyShares: [], compressionMethods: [1, 0] },
};

const servers: readonly (readonly [TlsServer, configuration: string])[] = [
  [openssl, ""],
  [gnutls, "NORMAL"],
  [nss, "-V tls1.2:tls1.3"],
  [nginx, "ssl_protocols TLSv1.2 TLSv1.3;"],
  [haproxy, ""],
  [caddy, "protocols tls1.2 tls1.3"],
  [stunnel, ""],
  [java, "protocols=TLSv1.2,TLSv1.3"],
  [node, "{}"],
  [laterNode, "{}"],
];

/** Go takes it for TLS 1.3, and then misses supported_versions. */
const intolerant = (server: TlsServer, { legacyVersion = null }: Partial<Offer>) =>
  server === caddy && legacyVersion !== null;

for (const [server, configuration] of servers) {
  for (const [what, offer] of Object.entries(tolerated)) {
    if (intolerant(server, offer)) continue;
    await peer(server, configuration, `${what} does no harm`, offer, completes);
  }
}

await peer(caddy, "protocols tls1.2 tls1.3", "a version of the future in legacy_version is refused", {
  versions: [TLS_1_2],
  keyShares: [],
  legacyVersion: 0x0304,
}, ({ log }) => assert.equal(alerts.codePoint(log.failure!.alert!).name, "illegal_parameter"));

// RFC 7507 §3
await peer(openssl, "", "TLS_FALLBACK_SCSV at TLS 1.2 is refused by a server of TLS 1.3", {
  versions: [TLS_1_2],
  keyShares: [],
  cipherSuites: [CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_FALLBACK_SCSV],
}, ({ log }) => assert.equal(alerts.codePoint(log.failure!.alert!).name, "inappropriate_fallback"));

const sizes = ({ records }: HandshakeLog) =>
  records.flatMap(({ direction, content }) =>
    direction === "received" && content !== null && content.inner !== null ? [content.length] : []
  );

for (const version of [TLS_1_2, TLS_1_3]) {
  const offer = { versions: [version], ...(version === TLS_1_2 && { keyShares: [] }), recordSizeLimit: 512 };
  for (const [server, configuration] of [[gnutls, "NORMAL"], [nss, "-V tls1.2:tls1.3"]] as const) {
    await peer(
      server,
      configuration,
      `records of 512 octets at most, version ${version}`,
      offer,
      ({ log }) => {
        assert.equal(log.failure, null);
        const { serverHello, encryptedExtensions } = evidenceOf(log, "server_hello")!.evidence;
        const { extensions } = encryptedExtensions ?? serverHello;
        assert.notEqual(find(extensions, recordSizeLimit, "ServerHello"), null);
        assert(sizes(log).every((size) => size <= 512));
        if (version === TLS_1_3) {
          assert(sizes(log).includes(511), "the Certificate is longer than one record");
        }
      },
    );
  }
}

for (const [server, configuration] of [[openssl, "-tls1_2"], [gnutls, "NORMAL"]] as const) {
  await peer(server, configuration, "max_fragment_length of 512", {
    versions: [TLS_1_2],
    keyShares: [],
    maxFragmentLength: 1,
  }, ({ log }) => {
    assert.equal(log.failure, null);
    const { extensions } = evidenceOf(log, "server_hello")!.evidence.serverHello;
    assert.equal(find(extensions, maxFragmentLength, "ServerHello"), 1);
    assert(log.records.every(({ content }) => content!.length <= 512));
  });
}

for (const version of [TLS_1_2, TLS_1_3]) {
  const configuration = `NORMAL:+CTYPE-SRV-RAWPK --rawpkkeyfile {key} --rawpkfile ${publicKey}`;
  await peer(gnutls, configuration, `a raw public key, version ${version}`, {
    versions: [version],
    ...(version === TLS_1_2 && { keyShares: [] }),
    serverCertificateTypes: [CertificateType["Raw Public Key"], CertificateType.X509],
  }, async ({ log }) => {
    assert.equal(log.failure, null);
    const { certificates, rawPublicKey } = evidenceOf(log, "authentication")!.evidence;
    assert.deepEqual(certificates, []);
    const pem = await Deno.readTextFile(publicKey);
    const [, base64] = /-----BEGIN PUBLIC KEY-----([^-]+)/.exec(pem)!;
    assert.deepEqual(rawPublicKey, Uint8Array.fromBase64(base64!.replace(/\s/g, "")));
  });
}
