/** `deno task watch` as a process of its own, with exactly the flags of its task, against a server that changes. */
import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import manifest from "../../deno.json" with { type: "json" };
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { startTlsServer } from "../../src/demo/tls_server.ts";
import { linesOf } from "./lines.ts";
import { secret } from "./support.ts";

const project = new URL("../../", import.meta.url).pathname;
const flags = manifest.tasks.watch.split(" ").slice(1);

interface Posted {
  readonly headers: Record<string, string>;
  readonly body: string;
}

Deno.test("a new certificate is one signed webhook; kill -9 before it is delivered loses nothing", async () => {
  await using world = await openWorld();
  let watch = await world.start();
  const first = await watch.row();
  assert.deepEqual([first.sequence, first.verdict, first.changed], [1, "pass", []]);

  await world.renew();
  const [posted] = await world.posts(1);
  const event = new Webhook(secret).verify(posted!.body, posted!.headers) as {
    data: Record<string, unknown>;
  };
  assert.equal(event.data.target, world.target);
  assert.deepEqual(event.data.changed, ["fingerprint"]);
  const page = await (await fetch(`${watch.origin}/watch`)).text();
  assert(page.includes(world.target));
  const { targets } = await (await fetch(`${watch.origin}/api/v1/watch`)).json();
  assert.deepEqual([targets[0].target, targets[0].verdict], [world.target, "pass"]);

  // The endpoint goes down, the certificate changes, and the process dies after its first attempt.
  world.status = 503;
  await world.renew();
  const [, failed] = await world.posts(2);
  watch.process.kill("SIGKILL");
  await watch.ended();

  world.status = 200;
  watch = await world.start();
  const [, , again] = await world.posts(3);
  assert.equal(again!.headers["webhook-id"], failed!.headers["webhook-id"]);
  assert.equal(again!.body, failed!.body);
  new Webhook(secret).verify(again!.body, again!.headers);
  await watch.row();
  watch.process.kill("SIGTERM");
  const { code, stderr } = await watch.ended();
  assert.equal(code, 0);
  assert.match(stderr, /the webhook is delivered/);
  assert.equal(world.received.length, 3, "nothing was posted twice after it had been taken");
});

Deno.test("what cannot be watched is one line, one hint, and exit status 3", async (t) => {
  await using world = await openWorld();
  await Deno.writeTextFile(`${world.folder}/bad.txt`, "example.com\n# fine\nhttps://exa mple/\n");
  await Deno.writeTextFile(`${world.folder}/empty.txt`, "# nothing\n");
  await Deno.writeTextFile(`${world.folder}/text.sqlite`, "this is no database\n".repeat(1000));
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const hosts = ["--file", world.hosts];
  const cases:
    readonly (readonly [args: string[], problem: RegExp, hint: RegExp, env?: Record<string, string>])[] = [
      [[], /no target is given/, /--file hosts.txt/],
      [[...hosts, "--evry", "1h"], /there is no option "--evry"/, /did you mean --every/],
      [[...hosts, "--json"], /there is no option "--json"/, /deno task watch --help|did you mean/],
      [[...hosts, "--every", "5s"], /"5s" is too often/, /from 10s to 7d/],
      [[...hosts, "--every", "8d"], /"8d" is too seldom/, /from 10s to 7d/],
      [[...hosts, "--every", "soon"], /"soon" does not fit --every/, /as in "5m"/],
      [[...hosts, "--confirm", "0"], /"0" does not fit --confirm/, /from 1 to 100/],
      [[...hosts, "--webhook", "example.com/hook"], /no address that a webhook/, /https:\/\//],
      [[...hosts, "--webhook", "https://me:pw@example.com/"], /a user name or a password/, /leave them out/],
      [[...hosts, "--webhook", "https://example.com/"], /WEBHOOK_SECRET is not set/i, /openssl rand/, {
        WEBHOOK_SECRET: "",
      }],
      [[...hosts, "--webhook", "https://example.com/"], /WEBHOOK_SECRET has 3 bytes/i, /openssl rand/, {
        WEBHOOK_SECRET: "whsec_AAAA",
      }],
      [["--file", "-"], /standard input cannot be read again/, /write the targets to a file/],
      [["--file", `${world.folder}/none.txt`], /there is no such file/, /--file takes the path/],
      [["--file", `${world.folder}/bad.txt`], /bad\.txt:3: /, /./],
      [["--file", `${world.folder}/empty.txt`], /there is no target in/, /one target a line/],
      [[...hosts, "--store", `${world.folder}/none/x.sqlite`], /cannot keep the history in/, /--store takes/],
      [[...hosts, "--store", `${world.folder}/text.sqlite`], /cannot keep the history in/, /--store takes/],
      [[...hosts, "--store", world.folder], /cannot keep the history in/, /--store takes/],
      [hosts, /port \d+ of 127\.0\.0\.1 is in use/, /set PORT/, { PORT: String(taken.addr.port) }],
    ];
  for (const [args, problem, hint, env] of cases) {
    await t.step(args.slice(-2).join(" "), async () => {
      const { code, stdout, stderr } = await world.command(args, env).output();
      const [first, second, ...rest] = new TextDecoder().decode(stderr).split("\n");
      assert.match(first!, /^check: /);
      assert.match(first!, problem);
      assert.match(second!, /^hint: /);
      assert.match(second!, hint);
      assert.deepEqual(rest, [""]);
      assert.equal(code, 3);
      assert.equal(stdout.length, 0);
    });
  }
});

Deno.test("--help names every option, and --version the version", async () => {
  await using world = await openWorld();
  const help = new TextDecoder().decode((await world.command(["--help"]).output()).stdout);
  for (
    const option of ["file", "every", "webhook", "store", "confirm", "ca-file", "concurrency", "min-version"]
  ) {
    assert(help.includes(`--${option}`), option);
  }
  assert(help.split("\n").every((line) => line.length <= 80));
  const version = new TextDecoder().decode((await world.command(["--version"]).output()).stdout);
  assert.match(version, /^tls-handshake-checker \d+\.\d+\.\d+ \(deno /);
});

async function openWorld() {
  const now = new Date();
  const folder = await Deno.makeTempDir();
  const root = await certificateAuthority({ subject: "Watch Test Root", now });
  const serve = async (port = 0) =>
    await startTlsServer({
      chain: [await issue(root, { dnsNames: ["localhost"] })],
      protocolVersion: "TLSv1.3",
      port,
    });
  let server = await serve();
  const target = `localhost:${server.port}`;
  const hosts = `${folder}/hosts.txt`;
  await Deno.writeTextFile(`${folder}/ca.pem`, root.pem);
  await Deno.writeTextFile(hosts, `# watched\n${target}\n`);

  const received: Posted[] = [];
  const world = {
    folder,
    target,
    hosts,
    received,
    status: 200,
    command: (args: readonly string[], env: Record<string, string> = {}) => {
      const store = args.includes("--store") ? [] : ["--store", `${folder}/watch.sqlite`];
      return new Deno.Command(Deno.execPath(), {
        args: [...flags, ...args, ...store],
        cwd: project,
        env: { HOST: "127.0.0.1", PORT: "0", WEBHOOK_SECRET: secret, NO_COLOR: "1", ...env },
        stdout: "piped",
        stderr: "piped",
      });
    },
    /** Another certificate at the same address. */
    async renew() {
      await server.stop();
      server = await serve(server.port);
    },
    /** Resolves when so many have come. */
    async posts(count: number) {
      while (received.length < count) await arrived.promise;
      return received;
    },
    async start() {
      const url = `http://127.0.0.1:${endpoint.addr.port}/hook`;
      const args = ["--file", hosts, "--every", "10s", "--ca-file", `${folder}/ca.pem`, "--webhook", url];
      const process = world.command(args).spawn();
      const rows = linesOf(process.stdout);
      const diagnostics: string[] = [];
      const { promise: origin, resolve, reject } = Promise.withResolvers<string>();
      const reading = (async () => {
        for await (const line of linesOf(process.stderr)) {
          diagnostics.push(line);
          const found = /listening on (http:\S+)\/watch$/.exec(line)?.[1];
          if (found !== undefined) resolve(found);
        }
        reject(new Error(diagnostics.join("\n")));
      })();
      return {
        process,
        origin: await origin,
        async row() {
          const { value } = await rows.next();
          return JSON.parse(value ?? "null");
        },
        async ended() {
          const { code } = await process.status;
          await reading;
          await rows.return(undefined);
          return { code, stderr: diagnostics.join("\n") };
        },
      };
    },
    async [Symbol.asyncDispose]() {
      await endpoint.shutdown();
      await server.stop();
      await Deno.remove(folder, { recursive: true });
    },
  };
  let arrived = Promise.withResolvers<void>();
  const endpoint = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    received.push({ headers: Object.fromEntries(request.headers), body: await request.text() });
    arrived.resolve();
    arrived = Promise.withResolvers();
    return new Response(null, { status: world.status });
  });
  return world;
}
