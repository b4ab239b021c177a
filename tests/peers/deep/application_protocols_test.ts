/** ALPN of servers that were told their protocols. */
import assert from "node:assert/strict";
import { applicationProtocols } from "../../../src/probes/deep/application_protocols.ts";
import { otherOffers } from "../../../src/tls/mod.ts";
import { caddy, gnutls, haproxy, java, nginx, node, openssl, reasonToSkip } from "../tls_servers/mod.ts";
import { credentialsOfTest, factsOf, probeServer, type Target } from "./probe_server.ts";

interface Row extends Target {
  readonly accepted: readonly string[];
  readonly preference: "server" | "client" | "unknown";
  readonly unknown: "refused" | "ignored";
}

const rows: readonly Row[] = [
  {
    server: openssl,
    certificate: "rsa",
    configuration: "-alpn http/1.1,h2",
    accepted: ["http/1.1", "h2"],
    preference: "server",
    unknown: "refused",
  },
  {
    // It refuses the ordinary ClientHello, and the check goes on without
    server: openssl,
    certificate: "rsa",
    configuration: "-tls1_2 -alpn spdy/3.1",
    offer: otherOffers.withoutApplicationProtocols,
    accepted: ["spdy/3.1"],
    preference: "unknown",
    unknown: "refused",
  },
  // Without any of its own it does not answer the extension
  {
    server: openssl,
    certificate: "rsa",
    configuration: "",
    accepted: [],
    preference: "unknown",
    unknown: "ignored",
  },
  {
    server: gnutls,
    certificate: "rsa",
    configuration: "NORMAL --alpn http/1.1 --alpn h2 --alpn-fatal",
    accepted: ["h2", "http/1.1"],
    preference: "client",
    unknown: "refused",
  },
  {
    server: nginx,
    certificate: "ecdsa-p256",
    configuration: "ssl_protocols TLSv1.2 TLSv1.3; http2 on;",
    accepted: ["h2", "http/1.1", "http/1.0"],
    preference: "server",
    unknown: "refused",
  },
  {
    server: haproxy,
    certificate: "ecdsa-p256",
    configuration: "ssl-min-ver TLSv1.2 alpn http/1.1,h2",
    accepted: ["http/1.1", "h2"],
    preference: "server",
    unknown: "ignored",
  },
  {
    server: caddy,
    certificate: "ecdsa-p256",
    configuration: "alpn http/1.1 h2",
    accepted: ["http/1.1", "h2"],
    preference: "server",
    unknown: "refused",
  },
  {
    server: java,
    certificate: "ecdsa-p256",
    configuration: "applicationProtocols=http/1.1,h2",
    accepted: ["http/1.1", "h2"],
    preference: "server",
    unknown: "refused",
  },
  {
    server: node,
    certificate: "ecdsa-p256",
    configuration: JSON.stringify({ ALPNProtocols: ["http/1.0", "h2"] }),
    accepted: ["http/1.0", "h2"],
    preference: "server",
    unknown: "refused",
  },
];

const credentials = credentialsOfTest();

for (const row of rows) {
  const { server, configuration } = row;
  const reason = await reasonToSkip(server);
  const title = `${server.name}: ${configuration || "as it is"}`;
  Deno.test({
    name: reason === null ? title : `${title}, skipped: ${reason}`,
    ignore: reason !== null,
    async fn() {
      const target = { applicationProtocols: ["h2", "http/1.1"], ...row };
      const deep = await probeServer(target, await credentials(), applicationProtocols);
      const { accepted, preference, unknown_only } = factsOf(deep, "application_protocols");
      assert.deepEqual([accepted, preference, unknown_only.outcome], [
        row.accepted,
        row.preference,
        row.unknown,
      ]);
      if (row.unknown === "refused") {
        assert.equal(unknown_only.refusal?.alert?.name, "no_application_protocol");
      }
    },
  });
}
