import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { startTlsServer } from "../../src/demo/tls_server.ts";
import { linesOf } from "./lines.ts";
import { secret } from "./support.ts";

const entry = new URL("deploy_entry.ts", import.meta.url).pathname;
const root = await certificateAuthority({ subject: "Deploy Test Root", now: new Date() });

function command(vars: Record<string, string>, script = entry): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-prompt", "--unstable-kv", "--unstable-cron", script],
    env: { HOST: "127.0.0.1", PORT: "0", NO_COLOR: "1", ...vars },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  });
}

Deno.test("two crons check and deliver, beside the service, and a change waits until it is taken", async () => {
  let server = await serve();
  const { port } = server;
  const received: { readonly headers: Record<string, string>; readonly body: string }[] = [];
  let status = 503;
  const endpoint = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    received.push({ headers: Object.fromEntries(request.headers), body: await request.text() });
    return new Response(null, { status });
  });
  const process = command({
    WATCH_TARGETS: `localhost:${port}, localhost:1`,
    WEBHOOK_URL: `http://127.0.0.1:${endpoint.addr.port}/`,
    WEBHOOK_SECRET: secret,
    TRUST_ANCHORS: root.pem,
  }).spawn();
  const input = process.stdin.getWriter();
  const output = linesOf(process.stdout);
  const run = async (job: string) => {
    await input.write(new TextEncoder().encode(job));
    for await (const line of { [Symbol.asyncIterator]: () => ({ next: () => output.next() }) }) {
      if (line === `${job} has run`) return;
    }
  };
  assert.equal((await output.next()).value, "watch: 17 * * * *");
  assert.equal((await output.next()).value, "watch-webhooks: * * * * *");
  const diagnostics = linesOf(process.stderr);
  const origin = /on (http:\S+)\/$/.exec((await diagnostics.next()).value ?? "")![1]!;

  await run("watch");
  const { targets } = await (await fetch(`${origin}/api/v1/watch`)).json();
  assert.deepEqual(targets.map((one: { verdict: string }) => one.verdict), ["pass", "fail"]);
  assert((await (await fetch(`${origin}/watch`)).text()).includes(`localhost:${port}`));
  assert.match(await (await fetch(origin)).text(), /<form/, "the service is there too");
  assert.equal(received.length, 0);

  await server.stop();
  server = await serve(port);
  await run("watch");
  assert.equal(received.length, 1);
  status = 200;
  for (const deadline = Date.now() + 30_000; received.length < 2 && Date.now() < deadline;) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await run("watch-webhooks");
  }
  assert.equal(received.length, 2);
  new Webhook(secret).verify(received[1]!.body, received[1]!.headers);
  assert.equal(received[1]!.headers["webhook-id"], received[0]!.headers["webhook-id"]);
  await run("watch-webhooks");
  assert.equal(received.length, 2);

  await input.close();
  process.kill("SIGTERM");
  await process.status;
  await output.return(undefined);
  await diagnostics.return(undefined);
  await endpoint.shutdown();
  await server.stop();
});

Deno.test("settings that do not fit end the service with a line and a hint", async () => {
  for (
    const [vars, problem] of [
      [{ WATCH_TARGETS: "https://exa_mple:x" }, /^check: WATCH_TARGETS: /],
      [{ WATCH_TARGETS: "example.com", WATCH_SCHEDULE: "hourly" }, /^check: WATCH_SCHEDULE is "hourly"/],
      [
        { WATCH_TARGETS: "example.com", WEBHOOK_URL: "https://hook.example/" },
        /^check: WEBHOOK_SECRET is not set/,
      ],
    ] as const
  ) {
    const child = command({ ...vars }).spawn();
    await child.stdin.close();
    const { code, stderr } = await child.output();
    const text = new TextDecoder().decode(stderr);
    assert.match(text, problem);
    assert.match(text, /\nhint: .*\n$/);
    assert.equal(code, 3);
  }
});

async function serve(port = 0) {
  const chain = [await issue(root, { dnsNames: ["localhost"] })] as const;
  return await startTlsServer({ chain, protocolVersion: "TLSv1.3", port });
}
