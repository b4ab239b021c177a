/** A server that speaks something in the clear first, as one more server of TLS. */
import { type PeerServer, reasonToSkip, runServer, runTool } from "../servers/mod.ts";
import { ianaSuite, versionName } from "./openssl_names.ts";
import type { Reported, TlsServer } from "./tls_server.ts";

/** The configuration is the protocol to upgrade from. The server tells nothing: `openssl s_client` asks it the same. */
export function throughStarttls(server: PeerServer): TlsServer {
  const [debianPackage = ""] = server.debianPackage.split(" ");
  return {
    name: server.name,
    debianPackage: server.debianPackage,
    programs: [],
    reasonToSkip: () => reasonToSkip(server),
    async version() {
      const args = ["--show", "--showformat=${source:Upstream-Version}", debianPackage];
      return `${debianPackage} ${await runTool("dpkg-query", args)}`;
    },
    async start({ configuration: protocol, credentials: { chain, key } }) {
      const running = await runServer(server, { tls: true, credentials: { certificate: chain, key } });
      const port = running.ports[protocol]!;
      return { port, reported: () => askedByOpenssl(protocol, port), stop: () => running.stop() };
    },
  };
}

/** With our order of suites and groups, as far as OpenSSL 3.0 has them. */
async function askedByOpenssl(protocol: string, port: number): Promise<Reported> {
  const printed = await runTool("openssl", [
    ...["s_client", "-starttls", protocol, "-connect", `127.0.0.1:${port}`],
    ...["-servername", "server.example", "-xmpphost", "server.example"],
    ...["-ciphersuites", "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"],
    ...["-groups", "X25519:P-256:P-384:P-521"],
  ]);
  const find = (pattern: RegExp) => {
    const [, ...values] = pattern.exec(printed) ?? [];
    if (values.length === 0) throw new Error(`openssl does not say ${pattern}`);
    return values as [string, ...string[]];
  };
  const [version] = find(/^New, (TLSv[\d.]+), Cipher is/m);
  const [suite] = find(/^New, TLSv[\d.]+, Cipher is (\S+)/m);
  const [group] = find(/^Server Temp Key: (?:ECDH, )?(\w+),/m);
  const [digest] = find(/^Peer signing digest: (\w+)/m);
  const [type] = find(/^Peer signature type: (\S+)/m);
  return {
    version: versionName(version),
    suite: await ianaSuite(suite),
    group: group === "prime256v1" ? "secp256r1" : group.toLowerCase(),
    scheme: `${type === "RSA-PSS" ? "rsa_pss_rsae" : "rsa_pkcs1"}_${digest.toLowerCase()}`,
    clientCertificateRequested: /^Requested Signature Algorithms:/m.test(printed),
  };
}
