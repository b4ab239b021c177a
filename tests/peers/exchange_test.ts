/**
 * Step 9 against real servers, behind the upgrade of each: the server's own protocol goes through the channel. What
 * is expected comes from the protocol's RFC or manual, and from how each server is configured.
 */
import assert from "node:assert/strict";
import { check } from "../../src/check.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { reasonToSkip, runServer, starttlsServers } from "./servers/mod.ts";

const answers: Readonly<Record<string, RegExp>> = {
  smtp: /^250-server\.example; .*250/,
  lmtp: /^250-.*; 250 /,
  imap: /^\* CAPABILITY IMAP4rev1 .*; a OK /,
  pop3: /^\+OK.*; UIDL/,
  ftp: /^211-.*; 211 /,
  ldap: /^root DSE: supportedLDAPVersion 3/,
  nntp: /^101 .*; VERSION 2/,
  sieve: /^"IMPLEMENTATION" /,
  xmpp: /^stream features: .*mechanisms/,
  "xmpp-server": /^stream features: .*dialback/,
  postgres: /^Authentication/,
  mysql: /^(OK|ERR 1045 )/,
};

for (const server of starttlsServers) {
  const reason = await reasonToSkip(server);
  Deno.test({
    name: reason === null ? `${server.name}: step 9` : `${server.name}, skipped: ${reason}`,
    ignore: reason !== null,
    fn: async (test) => {
      const running = await runServer(server, { tls: true });
      try {
        for (const protocol of server.protocols) {
          await test.step(protocol, async () => {
            const { steps } = await check(denoRuntime(), `localhost:${running.ports[protocol]}`, {
              starttls: protocol,
              resolve: "127.0.0.1",
              sni: "server.example",
            });
            const { status, error, facts } = steps.at(-1)!;
            assert.equal(status, "pass", error?.message);
            const fact = (wanted: string) => facts.find(({ name }) => name === wanted)?.value;
            assert.equal(fact("spoken"), protocol);
            assert.match(fact("answer")!, answers[protocol]!);
          });
        }
      } finally {
        await running.stop();
      }
    },
  });
}
