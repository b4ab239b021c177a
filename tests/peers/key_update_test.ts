/** A KeyUpdate that asks for another (RFC 9846 §4.7.3), to servers of other projects: each has to answer it. */
import assert from "node:assert/strict";
import { HandshakeType, ProtocolVersion } from "../../src/registry/mod.ts";
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
  type TlsServer,
} from "./tls_servers/mod.ts";

const directory = await Deno.makeTempDir({ prefix: "tls-peers-" });
let credentials: Promise<Record<KeyKind, Credentials>> | null = null;

Deno.test.afterAll(() => Deno.remove(directory, { recursive: true }));

const servers: readonly (readonly [server: TlsServer, configuration: string])[] = [
  [openssl, "-tls1_3 -www"],
  [gnutls, "NORMAL"],
  [nginx, "ssl_protocols TLSv1.3;"],
  [haproxy, ""],
  [caddy, ""],
  [node, "{}"],
  [java, "protocols=TLSv1.3"],
  [nss, "-V tls1.3:tls1.3"],
];

for (const [server, configuration] of servers) {
  const reason = await reasonToSkip(server);
  Deno.test({
    name: `${server.name} answers a KeyUpdate${reason === null ? "" : `, skipped: ${reason}`}`,
    ignore: reason !== null,
    fn: async () => {
      const { rsa } = await (credentials ??= makeCredentials(directory));
      const offer = { versions: [ProtocolVersion.TLS_1_3] };
      await shakeHandsWith(server, configuration, rsa, offer, async ({ log, session }) => {
        await session!.updateKeys!();
        await session!.write(new TextEncoder().encode("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n"));
        assert(await session!.read() !== null, "its answer is read with the new keys");
        const updates = log.messages.filter(({ msgType }) => msgType === HandshakeType.key_update);
        assert.deepEqual(updates.map(({ direction }) => direction), ["sent", "received"]);
      });
    },
  });
}
