/**
 * `deno task bench:throughput [--seconds <n>]`: checks a second and CPU a check of the service's `/probe`, beside
 * prometheus-blackbox-exporter on the same nginx, in turns. CPU is the kernel's account of the whole process, whatever
 * its threads; the clients are in this process and nginx in another, and all share the machine.
 */
import { parseArgs } from "node:util";
import { type Child, startService } from "../load/child.ts";
import { probe, startExporter } from "../monitoring/programs.ts";
import { makeCredentials } from "../peers/credentials.ts";
import { runTool } from "../peers/servers/mod.ts";
import { nginx } from "../peers/tls_servers/mod.ts";

const { values } = parseArgs({ args: Deno.args, options: { seconds: { type: "string", default: "5" } } });
const secondsEach = Number(values.seconds);
const ROUNDS = 5;
const WARMING = 500;
/** Longer than any takes on a machine that is busy with other things. */
const TIMEOUT_SECONDS = 20;
const AT_ONCE = [1, 16, 64];
/** What Linux counts CPU in, for a program to read. */
const TICKS_PER_SECOND = Number(await runTool("getconf", ["CLK_TCK"], {}));

interface Prober {
  readonly title: string;
  readonly port: number;
  readonly processId: number;
  /** No two are identical, which would be one check. */
  readonly parameters: (index: number) => Readonly<Record<string, string>>;
}

interface Rate {
  readonly perSecond: number;
  readonly cpuMs: number;
}

const directory = await Deno.makeTempDir({ prefix: "tls-throughput-" });
const running: { stop(): Promise<unknown> }[] = [];
try {
  await bench();
} finally {
  for (const each of running) await each.stop();
  await Deno.remove(directory, { recursive: true });
}

async function bench(): Promise<void> {
  const credentials = (await makeCredentials(directory))["ecdsa-p256"];
  const server = await nginx.start({ configuration: "access_log off;", credentials, directory });
  running.push(server);
  const exporter = await startExporter(credentials.root, directory, TIMEOUT_SECONDS);
  running.push(exporter);
  const service: Child = await startService({
    TRUST_ANCHORS: await Deno.readTextFile(credentials.root),
    MAX_CHECKS: "64",
  });
  running.push(service);
  const target = `localhost:${server.port}`;
  const probers: Prober[] = [
    {
      title: "blackbox_exporter",
      ...exporter,
      parameters: (index) => ({ module: "tls", target, index: String(index) }),
    },
    {
      title: "/probe",
      port: service.ports[0]!,
      processId: service.processId,
      parameters: (index) => ({
        target,
        timeout: `${TIMEOUT_SECONDS}.${String(index % 1000).padStart(3, "0")}`,
      }),
    },
  ];
  for (const prober of probers) await ask(prober, 16, (asked) => asked < WARMING);
  row("", "at once", "checks/s, most", "median", "CPU ms a check, least", "median");
  for (const atOnce of AT_ONCE) {
    const rates = probers.map((): Rate[] => []);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [index, prober] of probers.entries()) rates[index]!.push(await measure(prober, atOnce));
    }
    for (const [index, { title }] of probers.entries()) {
      const perSecond = rates[index]!.map(({ perSecond }) => perSecond).sort((a, b) => b - a);
      const cpu = rates[index]!.map(({ cpuMs }) => cpuMs).sort((a, b) => a - b);
      row(
        title,
        String(atOnce),
        perSecond[0]!.toFixed(0),
        perSecond[ROUNDS >> 1]!.toFixed(0),
        cpu[0]!.toFixed(2),
        cpu[ROUNDS >> 1]!.toFixed(2),
      );
    }
  }
}

async function measure(prober: Prober, atOnce: number): Promise<Rate> {
  const cpuBefore = await cpuMs(prober);
  const startedMs = performance.now();
  const endsMs = startedMs + secondsEach * 1000;
  const asked = await ask(prober, atOnce, () => performance.now() < endsMs);
  const tookMs = performance.now() - startedMs;
  return { perSecond: asked / tookMs * 1000, cpuMs: (await cpuMs(prober) - cpuBefore) / asked };
}

/** How many were asked and answered. Throws when a probe says anything but success. */
async function ask(
  { title, port, parameters }: Prober,
  atOnce: number,
  goesOn: (asked: number) => boolean,
): Promise<number> {
  let asked = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (goesOn(asked)) {
      const { text } = await probe(port, parameters(asked++));
      if (!text.includes("\nprobe_success 1\n")) throw new Error(`${title} says\n${text}`);
    }
  }));
  return asked;
}

/** User and system, of all threads there were: proc(5), /proc/pid/stat, fields 14 and 15. */
async function cpuMs({ processId }: Prober): Promise<number> {
  const stat = await runTool("cat", [`/proc/${processId}/stat`]);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND * 1000;
}

function row(title: string, ...cells: string[]): void {
  console.log(title.padEnd(20) + cells.map((cell) => cell.padStart(24)).join(""));
}
