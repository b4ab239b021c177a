/** Mail, news, directory, chat, file and database servers, upgraded to TLS on request, as Debian builds them. */
import { type Row, tls13 } from "../row.ts";
import { starttlsServers } from "../servers/mod.ts";
import { throughStarttls } from "../tls_servers/mod.ts";

const usual = { suite: "TLS_AES_128_GCM_SHA256", group: "x25519", scheme: "rsa_pss_rsae_sha256" };

const ownCurve = { group: "secp256r1", helloRetryRequest: true };
const ownOrder = { suite: "TLS_AES_256_GCM_SHA384" };
const asks = { clientCertificateRequested: true };

/** What each does by itself when it is given a certificate and nothing else. */
const particulars: Readonly<Record<string, Partial<Parameters<typeof tls13>[0]>>> = {
  ftp: { ...ownCurve, ...asks },
  // RFC 6120 §13.7.1.2: servers show each other who they are
  "xmpp-server": asks,
  // ssl_ecdh_curve, ssl_prefer_server_ciphers
  postgres: { ...ownCurve, ...ownOrder },
  mysql: asks,
  nntp: ownOrder,
};

export const starttlsRows: readonly Row[] = starttlsServers.flatMap((peer) => {
  const server = throughStarttls(peer);
  return peer.protocols.map((protocol): Row => ({
    server,
    certificate: "rsa",
    protocol,
    serverName: "server.example",
    configuration: protocol,
    expected: tls13({ ...usual, ...particulars[protocol] }),
  }));
});
