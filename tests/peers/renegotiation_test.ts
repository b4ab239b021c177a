/**
 * A second ClientHello, to servers whose own options say what they then do (RFC 5746): OpenSSL's -client_renegotiation,
 * -no_renegotiation; GnuTLS's priority strings; web servers that have turned it off for good.
 */
import assert from "node:assert/strict";
import { alerts, ProtocolVersion } from "../../src/registry/mod.ts";
import { defaultOffer, otherOffers, type Renegotiation } from "../../src/tls/mod.ts";
import { type Credentials, type KeyKind, makeCredentials } from "./credentials.ts";
import { shakeHandsWith } from "./engine.ts";
import {
  caddy,
  gnutls,
  haproxy,
  java,
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

const { TLS_1_0, TLS_1_2 } = ProtocolVersion;
const accepted: Renegotiation = { isSecure: true, answer: { kind: "server_hello", isTied: true } };
const declined: Renegotiation = { isSecure: true, answer: { kind: "no_renegotiation" } };
const insecure: Renegotiation = { isSecure: false, answer: { kind: "server_hello", isTied: false } };
const old = "-cipher ALL:@SECLEVEL=0";

/** By the name of a fatal alert. */
const refusedWith = (alert: string) => ({ alert });

const rows: readonly (readonly [
  server: TlsServer,
  configuration: string,
  version: number,
  expected: Renegotiation | { readonly alert: string },
])[] = [
  [openssl, "-tls1_2", TLS_1_2, declined],
  [openssl, "-tls1_2 -client_renegotiation", TLS_1_2, accepted],
  [openssl, "-tls1_2 -client_renegotiation -no_renegotiation", TLS_1_2, declined],
  [openssl, `-tls1 ${old} -client_renegotiation`, TLS_1_0, accepted],
  [gnutls, "NORMAL", TLS_1_2, accepted],
  [gnutls, "NORMAL:%DISABLE_SAFE_RENEGOTIATION", TLS_1_2, insecure],
  [nginx, "ssl_protocols TLSv1.2;", TLS_1_2, declined],
  [haproxy, "ssl-max-ver TLSv1.2", TLS_1_2, declined],
  // Go knows no second ClientHello, and says so with a fatal alert
  [caddy, "protocols tls1.2 tls1.2", TLS_1_2, refusedWith("unexpected_message")],
  [stunnel, "sslVersion = TLSv1.2", TLS_1_2, declined],
  [node, JSON.stringify({ maxVersion: "TLSv1.2" }), TLS_1_2, accepted],
  [java, "protocols=TLSv1.2", TLS_1_2, accepted],
  [
    java,
    "-Djdk.tls.rejectClientInitiatedRenegotiation=true protocols=TLSv1.2",
    TLS_1_2,
    refusedWith("handshake_failure"),
  ],
  [nss, "-V tls1.2:tls1.2", TLS_1_2, accepted],
];

for (const [server, configuration, version, expected] of rows) {
  const reason = await reasonToSkip(server);
  const title = `${server.name}, asked to renegotiate: ${configuration}`;
  Deno.test({
    name: reason === null ? title : `${title}, skipped: ${reason}`,
    ignore: reason !== null,
    fn: async () => {
      const { rsa } = await (credentials ??= makeCredentials(directory));
      const offer = { ...otherOffers.withoutTls13(defaultOffer("localhost", [])), versions: [version] };
      const renegotiation = await shakeHandsWith(server, configuration, rsa, offer, ({ log, session }) => {
        assert.equal(log.failure, null);
        return session!.renegotiate!();
      });
      const { answer } = renegotiation;
      if (!("alert" in expected)) return assert.deepEqual(renegotiation, expected);
      assert(answer.kind === "failure" && answer.failure.alert !== null);
      assert.equal(alerts.codePoint(answer.failure.alert).name, expected.alert);
    },
  });
}
