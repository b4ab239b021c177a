/**
 * The STARTTLS dialogues against real servers. What is expected comes from each server's configuration and from
 * `openssl s_client -starttls`, which must come to the same end.
 */
import assert from "node:assert/strict";
import { Deadline } from "../../src/net/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { starttls, type StarttlsResult } from "../../src/starttls/mod.ts";
import { defaultOffer, handshake } from "../../src/tls/mod.ts";
import { reasonToSkip, type RunningServer, runServer, runTool, starttlsServers } from "./servers/mod.ts";

const runtime = denoRuntime();
const serverName = "server.example";

for (const server of starttlsServers) {
  const reason = await reasonToSkip(server);
  const title = reason === null ? server.name : `${server.name}, skipped: ${reason}`;

  Deno.test({
    name: `${title}: the upgrade leads into TLS`,
    ignore: reason !== null,
    fn: async (test) => {
      const running = await runServer(server, { tls: true });
      try {
        for (const protocol of server.protocols) {
          await test.step(protocol, async () => {
            assert.match(await openssl(protocol, running), /^New, TLSv1\.[23], Cipher is/m);
            await upgradeAndHandshake(protocol, running);
          });
        }
      } finally {
        await running.stop();
      }
    },
  });

  Deno.test({
    name: `${title}: without TLS, that is what it is told to be`,
    ignore: reason !== null,
    fn: async (test) => {
      const running = await runServer(server, { tls: false });
      try {
        for (const protocol of server.protocols) {
          await test.step(protocol, async () => {
            const { failure, injected } = await converse(protocol, running, () => Promise.resolve());
            assert.equal(failure?.code, server.withoutTls);
            assert.equal(failure.fault, "peer");
            assert.equal(injected, null);
          });
        }
      } finally {
        await running.stop();
      }
    },
  });
}

async function upgradeAndHandshake(protocol: string, running: RunningServer): Promise<void> {
  const { failure, injected } = await converse(protocol, running, async ({ stream }) => {
    const context = { monotonic: () => performance.now(), random: runtime.random };
    const { log, session } = await handshake(stream, defaultOffer(serverName, []), context);
    assert.equal(log.failure, null);
    assert.notEqual(session, null);
  });
  assert.equal(failure, null);
  assert.equal(injected, null);
}

async function converse(
  protocol: string,
  { ports }: RunningServer,
  upgraded: (result: StarttlsResult) => Promise<void>,
): Promise<StarttlsResult> {
  using deadline = new Deadline(DEADLINE_MILLISECONDS);
  const stream = await runtime.dial("127.0.0.1", ports[protocol]!, deadline);
  try {
    const result = await starttls(protocol, stream, {
      ...{ serverName, hostname: "127.0.0.1", clientName: "client.example" },
      monotonic: () => performance.now(),
    });
    if (result.failure === null) await upgraded(result);
    return result;
  } finally {
    stream.close();
  }
}

function openssl(protocol: string, { ports }: RunningServer): Promise<string> {
  const name = ["-servername", serverName, "-xmpphost", serverName];
  return runTool("openssl", [
    "s_client",
    "-starttls",
    protocol,
    "-connect",
    `127.0.0.1:${ports[protocol]}`,
    ...name,
  ]);
}

const DEADLINE_MILLISECONDS = 10_000;
