/** The command as a process of its own, with exactly the flags of its task. */
import assert from "node:assert/strict";
import manifest from "../../deno.json" with { type: "json" };
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { toPem } from "../../src/demo/pem.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { project, taskArguments } from "../support/command.ts";
import { rdata, startDnsServer } from "../support/dns_server.ts";
import { blocksOf } from "../support/pcapng.ts";

const now = new Date();
const root = await certificateAuthority({ subject: "Process Test Root", now });
const leaf = await issue(root, { dnsNames: ["localhost"] });

Deno.test("--json prints nine passed steps, alone on stdout, and exits with 0", async () => {
  await using world = await start();
  const { code, stdout, stderr } = await world.check(
    "--json",
    "--ca-file",
    `${world.directory}/ca.pem`,
    world.target,
  );
  assert.equal(stderr, "");
  const report = reportSchema.parse(JSON.parse(stdout));
  assert.deepEqual(
    report.steps.filter(({ number }) => number !== null).map(({ status }) => status),
    Array(9).fill("pass"),
  );
  assert.equal(code, 0);
});

Deno.test("text is in plain letters when stdout is no terminal", async () => {
  await using world = await start();
  const { stdout, stderr } = await world.check("--ca-file", `${world.directory}/ca.pem`, world.target);
  assert.match(stdout, /^✔ PASS {2}localhost:\d+\n/);
  assert.ok(!stdout.includes("\u001b"));
  assert.equal(stderr, "");
});

Deno.test("an untrusted server is exit status 2", async () => {
  await using world = await start();
  const { code, stdout } = await world.check("--no-native", world.target);
  assert.equal(code, 2);
  assert.match(stdout, /^✘ FAIL/);
});

Deno.test("bad usage is exit status 3, with nothing on stdout", async () => {
  await using world = await start();
  const { code, stdout, stderr } = await world.check("https://exa mple/");
  assert.equal(code, 3);
  assert.equal(stdout, "");
  assert.match(stderr, /^check: .*\nhint: /);
});

Deno.test("a path is relative to where the user started the task, not to the project", async () => {
  await using world = await start();
  const { code, stderr } = await world.run(["--ca-file", "ca.pem", world.target], {
    cwd: project,
    env: { INIT_CWD: world.directory },
  });
  assert.equal(stderr, "");
  assert.equal(code, 0);
});

Deno.test("a path is relative to the working directory when the command is no task", async () => {
  await using world = await start();
  const { code, stderr } = await world.run(["--ca-file", "ca.pem", world.target], {
    cwd: world.directory,
    env: { INIT_CWD: project },
  });
  assert.equal(stderr, "");
  assert.equal(code, 0);
});

Deno.test("--dns names the resolver that the target's name is looked up at", async () => {
  await using world = await start();
  const resolver = startDnsServer({ "named.example A": { records: [rdata.a("127.0.0.1")] } });
  try {
    const target = world.target.replace("localhost", "named.example");
    const args = ["--ca-file", `${world.directory}/ca.pem`, "--sni", "localhost", "--no-native", target];
    const { code, stderr } = await world.check("--dns", `127.0.0.1:${resolver.port}`, ...args);
    assert.equal(stderr, "");
    assert.equal(code, 0);
  } finally {
    await resolver.stop();
  }
});

Deno.test("a file that is not there is named, and why it cannot be read", async () => {
  await using world = await start();
  for (const [path, reason] of [["missing.pem", /no such file/], [".", /is a directory/]] as const) {
    const { code, stderr } = await world.run(["--ca-file", path, world.target], { cwd: world.directory });
    assert.equal(code, 3);
    assert.match(stderr, reason);
    assert.ok(stderr.includes(`"${path}"`), stderr);
  }
});

Deno.test("targets come from standard input, and each gives one line of JSON", async () => {
  await using world = await start();
  const child = world.spawn([
    "--json",
    "--no-native",
    "--file",
    "-",
    "--ca-file",
    `${world.directory}/ca.pem`,
  ], {
    stdin: "piped",
  });
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(`${world.target}\n# a comment\n${world.target}\n`));
  await writer.close();
  const { code, stdout } = await child.output();
  const lines = new TextDecoder().decode(stdout).trimEnd().split("\n");
  assert.deepEqual(lines.map((line) => JSON.parse(line).verdict), ["pass", "pass"]);
  assert.equal(code, 0);
});

Deno.test("a reader that goes away early is no crash", async () => {
  await using world = await start();
  const child = world.spawn(["--json", "--ca-file", `${world.directory}/ca.pem`, world.target]);
  await child.stdout.cancel();
  const stderr = await new Response(child.stderr).text();
  assert.equal((await child.status).code, 0);
  assert.equal(stderr, "");
});

Deno.test("an interrupt ends it at once with exit status 130", async () => {
  using silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  await using world = await start();
  const child = world.spawn(["--timeout", "30", `127.0.0.1:${silent.addr.port}`]);
  using _connection = await silent.accept();
  child.kill("SIGINT");
  const { code, stdout, stderr } = await child.output();
  assert.equal(code, 130);
  assert.equal(new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr), "");
});

Deno.test("evidence is written where the user is, for nobody else to read", async () => {
  await using world = await start();
  const path = (name: string) => `${world.directory}/${name}`;
  await Deno.writeTextFile(path("session.pcapng"), "an old one", { mode: 0o644 });
  const { code, stderr } = await world.run(
    ["--ca-file", "ca.pem", "--keylog", "keys.log", "--pcap", "session.pcapng", world.target],
    { cwd: project, env: { INIT_CWD: world.directory } },
  );
  assert.equal(stderr, "");
  assert.equal(code, 0);
  assert.match(
    await Deno.readTextFile(path("keys.log")),
    /^CLIENT_TRAFFIC_SECRET_0 [0-9a-f]{64} [0-9a-f]{64,96}$/m,
  );
  assert.equal(blocksOf(await Deno.readFile(path("session.pcapng")))[0]!.type, 0x0a0d0d0a);
  for (const name of ["keys.log", "session.pcapng"]) {
    assert.equal((await Deno.stat(path(name))).mode! & 0o777, 0o600);
  }
});

Deno.test("evidence that cannot be written costs exit status 3, and no report", async () => {
  await using world = await start();
  for (const [path, reason] of [["missing/keys.log", /no such folder/], [".", /is a directory/]] as const) {
    const { code, stdout, stderr } = await world.check("--ca-file", "ca.pem", "--keylog", path, world.target);
    assert.equal(code, 3);
    assert.match(stderr, reason);
    assert.match(stdout, /^✔ PASS/);
  }
});

Deno.test("one server sees one check at a time, however its name is written", async () => {
  await using world = await start();
  const [, port] = world.target.split(":");
  const hosts = Array.from({ length: 6 }, (_, index) => [
    `https://localhost:${port}/${index}`,
    `https://127.0.0.1:${port}/${index}`,
  ]);
  const { stdout } = await world.check("--no-native", "--ca-file", "ca.pem", ...hosts.flat());
  assert.match(stdout, /12 targets: /);
  // A connection may be over for the client a little before the server has heard of it.
  assert.ok(world.mostOpen() <= 2, `${world.mostOpen()} at the same time`);
});

Deno.test("an interrupt of many checks ends the running ones, and keeps whole what is there", async () => {
  for (const [signal, status] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
    using silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    await using world = await start();
    const targets = [world.target, `127.0.0.1:${silent.addr.port}`];
    const child = world.spawn(
      ["--timeout", "60", "--no-native", "--ca-file", "ca.pem", "--output", "out", ...targets],
    );
    using _connection = await silent.accept();
    while (!(await isThere(`${world.directory}/out`))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill(signal);
    const { code, stdout, stderr } = await child.output();
    assert.equal(code, status);
    assert.match(new TextDecoder().decode(stdout), /2 targets: 1 pass, 1 not checked\n$/);
    assert.match(
      new TextDecoder().decode(stderr),
      /^check: interrupted: 1 of 2 targets are not checked\nhint: .*--resume out/,
    );
    const kept = await Deno.readTextFile(`${world.directory}/out`);
    assert.equal(JSON.parse(kept).target.input, world.target);
  }
});

const full: [string, string, string[], RegExp][] = [
  [
    "standard output",
    'exec "$0" "$@" > /dev/full',
    [],
    /^check: cannot write standard output: no space left on device/,
  ],
  [
    "a file of reports",
    `trap "" XFSZ; ulimit -f 8; exec "$0" "$@" > /dev/null`,
    ["--output", "out"],
    /^check: cannot write "out": file too large/,
  ],
];
for (const [what, script, args, message] of full) {
  Deno.test({
    name: `${what} without room is exit status 3, one line and one hint`,
    ignore: Deno.build.os !== "linux", // which has a device that is always full
    async fn() {
      await using world = await start();
      const command = [...taskArguments(), "--ca-file", "ca.pem", ...args, world.target, world.target];
      const { code, stderr } = await new Deno.Command("sh", {
        args: ["-c", script, Deno.execPath(), ...command],
        cwd: world.directory,
        stdout: "null",
        stderr: "piped",
      }).output();
      assert.equal(code, 3);
      const said = new TextDecoder().decode(stderr);
      assert.match(said, message);
      assert.match(said, /^check: [^\n]*\nhint: [^\n]*\n$/);
    },
  });
}

Deno.test("help and version need no network, no files and no terminal", async () => {
  await using world = await start();
  assert.match((await world.check("--help")).stdout, /^Usage: deno task check/);
  assert.equal(
    (await world.check("--version")).stdout,
    `tls-handshake-checker ${manifest.version} (deno ${Deno.version.deno})\n`,
  );
});

interface Surroundings {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  readonly stdin?: "piped" | "null";
}

/** A trusted server on loopback, and a directory with the authority's certificate in `ca.pem`. */
async function start() {
  const directory = await Deno.makeTempDir();
  await Deno.writeTextFile(`${directory}/ca.pem`, root.pem);
  const listener = Deno.listenTls({
    hostname: "127.0.0.1",
    port: 0,
    cert: leaf.pem,
    key: toPem("PRIVATE KEY", leaf.key.pkcs8),
    alpnProtocols: ["http/1.1"],
  });
  const open = { now: 0, most: 0 };
  const serving = serve(listener, open);

  const spawn = (args: readonly string[], { cwd = directory, env = {}, stdin = "null" }: Surroundings = {}) =>
    new Deno.Command(Deno.execPath(), {
      args: [...taskArguments(), ...args],
      cwd,
      env: { NO_COLOR: "", INIT_CWD: directory, ...env },
      stdin,
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  const run = async (args: readonly string[], surroundings: Surroundings = {}) => {
    const { code, stdout, stderr } = await spawn(args, surroundings).output();
    return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
  };
  return {
    directory,
    target: `localhost:${listener.addr.port}`,
    /** Connections that the server had at the same time. */
    mostOpen: () => open.most,
    spawn,
    run,
    check: (...args: string[]) => run(args),
    async [Symbol.asyncDispose]() {
      listener.close();
      await serving;
      await Deno.remove(directory, { recursive: true });
    },
  };
}

/** Answers one request on each connection, and counts those that are open. */
async function serve(listener: Deno.TlsListener, open: { now: number; most: number }): Promise<void> {
  const handled: Promise<void>[] = [];
  for await (const connection of listener) {
    open.most = Math.max(open.most, ++open.now);
    handled.push(answer(connection).finally(() => open.now--));
  }
  await Promise.all(handled);
}

async function answer(connection: Deno.TlsConn): Promise<void> {
  try {
    await connection.read(new Uint8Array(4096));
    await connection.write(new TextEncoder().encode("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"));
    await connection.closeWrite();
  } catch {
    // A client that only wanted the handshake.
  } finally {
    connection.close();
  }
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.stat(path).then(({ size }) => size > 0, () => false);
}
