import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { startTlsServer } from "../../src/demo/tls_server.ts";
import { secret } from "../watch/support.ts";
import { openPlatform, type Run } from "./platform.ts";

const now = new Date();
const root = await certificateAuthority({ subject: "Cron Test Root", now });

Deno.test("a cron fans out, the queue's consumer checks and records, and a change is posted until it is taken", async () => {
  const folder = await Deno.makeTempDir();
  let server = await serve();
  const { port } = server;
  const targets = [`127.0.0.1:${port}`, `https://127.0.0.1:${port}/again`, "127.0.0.1:1", "nobody.invalid"];
  const received: { readonly headers: Record<string, string>; readonly body: string }[] = [];
  let status = 503;
  const endpoint = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    received.push({ headers: Object.fromEntries(request.headers), body: await request.text() });
    return new Response(null, { status });
  });
  const platform = await openPlatform(folder, root.pem);
  const vars = {
    WATCH_TARGETS: targets.join(" "),
    TRUST_ANCHORS: root.pem,
    ALLOW_PRIVATE_TARGETS: "true",
    WEBHOOK_URL: `http://127.0.0.1:${endpoint.addr.port}/hook`,
    WEBHOOK_SECRET: secret,
    // Nobody answers there, which is a result too.
    DNS_OVER_HTTPS: "http://127.0.0.1:1/dns-query",
  };
  let run = await platform.run(vars);
  try {
    await run.cron();
    await rows(run, targets.length);
    const verdicts = await verdictsOf(run);
    assert.equal(verdicts[`127.0.0.1:${port}`], "pass");
    assert.equal(verdicts["127.0.0.1:1"], "fail");
    assert.deepEqual(await run.query("SELECT * FROM watch_message"), [], "the first results are baselines");

    // The certificate changes while the endpoint is down: each target of the server has its webhook.
    await server.stop();
    server = await serve(port);
    await run.cron();
    await rows(run, 2 * targets.length);
    await until(() => received.length >= 2);
    assert.equal((await run.query("SELECT * FROM watch_message")).length, 2);

    // It is up again, and the queue tries again by itself.
    status = 204;
    await until(async () => (await run.query("SELECT * FROM watch_message")).length === 0);
    const ids = new Set(received.map(({ headers }) => headers["webhook-id"]));
    assert.equal(ids.size, 2);
    assert(received.length >= 4);
    const changed = received.map(({ body, headers }) => {
      const event = new Webhook(secret).verify(body, headers) as {
        data: { target: string; changed: string[] };
      };
      assert.deepEqual(event.data.changed, ["fingerprint"]);
      return event.data.target;
    });
    assert.deepEqual(new Set(changed), new Set(targets.slice(0, 2)));

    // Nothing has changed, so nothing more is posted.
    const posted = received.length;
    await run.cron();
    await rows(run, 3 * targets.length);
    assert.equal(received.length, posted);

    const page = await (await run.fetch("/watch")).text();
    assert(targets.every((target) => page.includes(target)));
    const { targets: served } = await (await run.fetch("/api/v1/watch")).json();
    assert.deepEqual(served.map((one: { checks: number }) => one.checks), [3, 3, 3, 3]);
    assert.equal((await run.fetch("/")).status, 200);
    assert.equal((await run.fetch("/watch?target=other.example")).status, 404);

    // A webhook whose task is lost, with the queue, is found in the database by the next cron.
    status = 500;
    await server.stop();
    server = await serve(port);
    await run.cron();
    await until(async () =>
      (await run.query("SELECT * FROM watch_message WHERE last_error IS NOT NULL")).length === 2
    );
    await run.query("UPDATE watch_message SET next_at = 0");
    await run.stop();
    status = 200;
    run = await platform.run(vars);
    await run.cron();
    await until(async () => (await run.query("SELECT * FROM watch_message")).length === 0);
  } finally {
    await run.stop();
    await endpoint.shutdown();
    await server.stop();
    await Deno.remove(folder, { recursive: true });
  }
});

async function serve(port = 0) {
  const chain = [await issue(root, { ipAddresses: ["127.0.0.1"], subject: "127.0.0.1" })] as const;
  return await startTlsServer({ chain, protocolVersion: "TLSv1.3", port });
}

async function rows(run: Run, count: number): Promise<void> {
  await until(async () => {
    const [found] = await run.query("SELECT count(*) AS count FROM watch_row");
    return found!.count === count;
  });
}

async function verdictsOf(run: Run): Promise<Record<string, string>> {
  const states = await run.query("SELECT target, state FROM watch_state");
  return Object.fromEntries(
    states.map(({ target, state }) => [String(target), JSON.parse(String(state)).last.verdict]),
  );
}

/** Generous: other work may be going on. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!await condition()) {
    assert(Date.now() < deadline, "it does not come");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
