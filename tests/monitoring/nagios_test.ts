/**
 * The command as a plugin, run by monitoring-plugins' own `negate` as a monitor would run it, and its performance data
 * read by the library that Perl plugins are written with, which judges it by its ranges.
 */
import assert from "node:assert/strict";
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { startTlsServer } from "../../src/demo/tls_server.ts";
import manifest from "../../deno.json" with { type: "json" };

const project = new URL("../../", import.meta.url).pathname;
const negate = "/usr/lib/nagios/plugins/negate";
const isInstalled = await installed();
const now = new Date();
const day = 86_400_000;
const root = await certificateAuthority({ subject: "Plugin Root", now });

const statuses = ["OK", "WARNING", "CRITICAL", "UNKNOWN"] as const;
type State = typeof statuses[number];

for (
  const [what, left, state] of [
    ["most of its life", 80, "OK"],
    ["a fifth of its life", 18, "WARNING"],
    ["two days", 2, "CRITICAL"],
  ] as const
) {
  Deno.test({
    name: `a certificate that has ${what} left is ${state}, for the monitor and by its own ranges`,
    ignore: !isInstalled,
    async fn() {
      await using world = await worldWith(left);
      const args = ["-H", "localhost", "-p", world.port, "-w", "30%", "-c", "10%", "-t", "20"];
      const { code, stdout } = await world.plugin(...args);
      assert.equal(code, statuses.indexOf(state), stdout);
      assert.ok(stdout.startsWith(`TLS ${state} - localhost:`), stdout);
      const data = await readByPerl(stdout);
      assert.deepEqual(data.map(({ label }) => label), ["time", "dns", "tcp", "tls", "days", "lifetime"]);
      assert.equal(data.find(({ label }) => label === "days")!.state, state);
      assert.equal(
        await world.negated(...args),
        statuses.indexOf(state === "OK" ? "CRITICAL" : state === "CRITICAL" ? "OK" : state),
      );
    },
  });
}

Deno.test({
  name:
    "a connection that is refused is CRITICAL, bad usage UNKNOWN, and several targets are read one by one",
  ignore: !isInstalled,
  async fn() {
    await using world = await worldWith(80);
    const closed = await world.plugin("-H", "127.0.0.1:1");
    assert.equal(closed.code, 2);
    assert.match(closed.stdout, /^TLS CRITICAL - 127\.0\.0\.1:1: .* \| time=/);
    const unusable = await world.plugin("-H", "localhost", "-w", "200%");
    assert.equal(unusable.code, 3);
    assert.match(unusable.stdout, /^TLS UNKNOWN - "200%" is not an expiry threshold\n/);
    const both = await world.plugin("-H", `localhost:${world.port}`, "-H", `127.0.0.1:${world.port}`);
    assert.equal(both.code, 2, "the certificate is for one of the two names");
    assert.match(both.stdout, /^TLS CRITICAL - 1 CRITICAL, 1 OK; 127\.0\.0\.1:/);
    const labels = (await readByPerl(both.stdout)).map(({ label }) => label);
    assert.ok(
      labels.includes(`days localhost:${world.port}`) && labels.includes(`tls 127.0.0.1:${world.port}`),
    );
  },
});

async function installed(): Promise<boolean> {
  try {
    await Deno.stat(negate);
    const { success } = await new Deno.Command("perl", { args: ["-MMonitoring::Plugin", "-e", "1"] })
      .output();
    return success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** A server whose certificate has so many of 90 days left, and the plugin in a script of its own. */
async function worldWith(left: number) {
  const directory = await Deno.makeTempDir();
  const end = now.getTime() + left * day;
  const leaf = await issue(root, {
    dnsNames: ["localhost"],
    notBefore: new Date(end - 90 * day),
    notAfter: new Date(end),
  });
  const server = await startTlsServer({ chain: [leaf], protocolVersion: "TLSv1.3" });
  await Deno.writeTextFile(`${directory}/ca.pem`, root.pem);
  const task = manifest.tasks.check.replace(/^deno/, Deno.execPath()).replace(
    "src/cli.ts",
    `--quiet ${project}src/cli.ts`,
  );
  const script = `${directory}/check_tls`;
  const options = `--format nagios --no-native -4 --ca-file ${directory}/ca.pem`;
  await Deno.writeTextFile(script, `#!/bin/sh\nexec ${task} ${options} "$@"\n`, { mode: 0o755 });
  const run = async (command: string, args: readonly string[]) => {
    const { code, stdout } = await new Deno.Command(command, { args: [...args], stderr: "null" }).output();
    return { code, stdout: new TextDecoder().decode(stdout) };
  };
  return {
    port: String(server.port),
    plugin: (...args: string[]) => run(script, args),
    negated: async (...args: string[]) => (await run(negate, ["-t", "60", script, ...args])).code,
    async [Symbol.asyncDispose]() {
      await server.stop();
      await Deno.remove(directory, { recursive: true });
    },
  };
}

interface Judged {
  readonly label: string;
  readonly state: State;
}

async function readByPerl(output: string): Promise<Judged[]> {
  const [, data] = output.split("\n")[0]!.split(" | ");
  const program = `for (Monitoring::Plugin::Performance->parse_perfstring($ARGV[0])) {
    print $_->label, "\\t", $_->threshold->get_status($_->value), "\\n";
  }`;
  const { success, stdout, stderr } = await new Deno.Command("perl", {
    args: ["-MMonitoring::Plugin::Performance", "-e", program, data!],
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).trimEnd().split("\n").map((line) => {
    const [label, status] = line.split("\t");
    return { label: label!, state: statuses[Number(status)]! };
  });
}
