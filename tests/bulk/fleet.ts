/** A fleet of TLS servers on loopback, and the command that checks all of them as a process of its own. */
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import type { LoopbackServer } from "../../src/demo/loopback.ts";
import { startTlsServer } from "../../src/demo/tls_server.ts";
import { taskArguments } from "../support/command.ts";

/** Ways to write one server, so that a few servers are many targets. */
const spellings = [
  (port: number) => `localhost:${port}`,
  (port: number) => `127.0.0.1:${port}`,
  (port: number) => `https://localhost:${port}/`,
  (port: number) => `https://127.0.0.1:${port}/status?of=all`,
];

export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The most memory that it had at a time, in MB. */
  readonly peak: number;
}

export class Fleet {
  readonly directory: string;
  readonly targets: readonly string[];
  readonly #servers: readonly LoopbackServer[];

  private constructor(directory: string, servers: readonly LoopbackServer[]) {
    this.directory = directory;
    this.#servers = servers;
    this.targets = spellings.flatMap((spell) => servers.map(({ port }) => spell(port)));
  }

  /** With `hosts.txt` and `ca.pem` in its directory. */
  static async start(servers: number): Promise<Fleet> {
    const root = await certificateAuthority({ subject: "Bulk Test Root", now: new Date() });
    const leaf = await issue(root, { dnsNames: ["localhost"], ipAddresses: ["127.0.0.1"] });
    const directory = await Deno.makeTempDir();
    const all: LoopbackServer[] = [];
    while (all.length < servers) {
      all.push(await startTlsServer({ chain: [leaf], protocolVersion: "TLSv1.3" }));
    }
    const fleet = new Fleet(directory, all);
    await Deno.writeTextFile(`${directory}/ca.pem`, root.pem);
    await Deno.writeTextFile(`${directory}/hosts.txt`, fleet.targets.join("\n"));
    return fleet;
  }

  /** Starts the command. `into`: what the shell adds its output to. */
  spawn(args: readonly string[], into: string | null = null): Deno.ChildProcess {
    const command = [...taskArguments(), "--no-native", "--timeout", "60", "--ca-file", "ca.pem", ...args];
    const shell = ["-c", `exec "$0" "$@" >> ${into}`, Deno.execPath(), ...command];
    return new Deno.Command(into === null ? Deno.execPath() : "sh", {
      args: into === null ? command : shell,
      cwd: this.directory,
      env: { INIT_CWD: this.directory, NO_COLOR: "1" },
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  }

  async run(args: readonly string[], into: string | null = null): Promise<Run> {
    const child = this.spawn(args, into);
    let peak = 0;
    const watching = setInterval(() => peak = Math.max(peak, peakOf(child.pid)), 50);
    try {
      const { code, stdout, stderr } = await child.output();
      return { status: code, stdout: text(stdout), stderr: text(stderr), peak };
    } finally {
      clearInterval(watching);
    }
  }

  /** Ends the command by a signal when its file has so many octets. */
  async cutShort(args: readonly string[], signal: Deno.Signal, octets: number, into: string | null = null) {
    const child = this.spawn(args, into);
    const ended = child.output();
    while (await this.size("out.ndjson") < octets) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill(signal);
    const { code, stdout, stderr } = await ended;
    return { status: code, stdout: text(stdout), stderr: text(stderr) };
  }

  async read(file: string): Promise<string> {
    return await Deno.readTextFile(`${this.directory}/${file}`);
  }

  async size(file: string): Promise<number> {
    return await Deno.stat(`${this.directory}/${file}`).then(({ size }) => size, () => 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.stop()));
    await Deno.remove(this.directory, { recursive: true });
  }
}

/** As Linux counts it; 0 when the process is gone. */
function peakOf(pid: number): number {
  try {
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function text(octets: Uint8Array): string {
  return new TextDecoder().decode(octets);
}
