/**
 * `deno task bench:deep`: what a deep check costs, beside testssl.sh, sslscan and nmap on the same servers in the same
 * run. Time and CPU are those of the whole process tree, against the server itself; the connections are counted by a
 * relay, in a run of their own where that is quick. Writes the table into README.md.
 */
import { makeCredentials } from "../peers/credentials.ts";
import { peers, startPeer } from "../side_by_side/peers.ts";
import { type Target, tools } from "../side_by_side/tools.ts";
import type { Cost } from "./measure.ts";
import { summary } from "./measure.ts";
import { timeCommand } from "./processes.ts";
import { startRelay } from "./relay.ts";

interface Scanner {
  readonly title: string;
  /** Runs of which the median counts; `null`: it is so slow that the one through the relay must do. */
  readonly times: number | null;
  command(target: Target, directory: string): Promise<readonly string[]>;
}

interface Measured {
  readonly connections: number;
  /** The median. */
  readonly cost: Cost;
}

const manifest = new URL("../../deno.json", import.meta.url).pathname;
const readme = new URL("./README.md", import.meta.url);
const begin = "<!-- written by deno task bench:deep -->\n";
const end = "<!-- end of what deno task bench:deep writes -->\n";

const benched = ["OpenSSL, everything on", "nginx, as it comes", "nginx, its own order, two keys", "Node 24"];

/** Of testssl.sh, what a deep check tells too. */
const everySection = ["-p", "-P", "-E", "-f", "-S", "-R", "-C", "-Z"];

const TIMES = 5;

/** OpenSSL's test server sleeps a second over some of the things that all of them ask it. */
const SETTLING_MS = 1500;

const directory = await Deno.makeTempDir({ prefix: "tls-bench-" });
try {
  const credentials = await makeCredentials(directory);
  const scanners = [ours(credentials.rsa.root), ...tools.map(theirs)];
  const lines: string[] = [];
  for (const peer of peers.filter(({ title }) => benched.includes(title))) {
    const own = await Deno.makeTempDir({ dir: directory });
    const running = await startPeer(peer, credentials, own);
    try {
      for (const scanner of scanners) {
        const { connections, cost } = await measure(scanner, running.port);
        lines.push(row([peer.title, scanner.title, `${connections}`, seconds(cost.wall), seconds(cost.cpu)]));
        console.log(lines.at(-1)!.trim());
      }
    } finally {
      await running.stop();
    }
  }
  const head = row(["server", "", "connections", "seconds", "CPU seconds"]) + row(Array(5).fill("---"));
  await writeBetween(`\n${head}${lines.join("")}\n`);
} finally {
  await Deno.remove(directory, { recursive: true });
}

function ours(rootFile: string): Scanner {
  const task = [Deno.execPath(), "task", "--quiet", "--config", manifest, "check"];
  const options = ["--deep", "--json", "--no-native", "--ca-file", rootFile, "--resolve", "127.0.0.1"];
  return {
    title: "`deno task check --deep`",
    times: TIMES,
    command: ({ port }) => Promise.resolve([...task, ...options, `https://localhost:${port}`]),
  };
}

function theirs(tool: typeof tools[number]): Scanner {
  const isSlow = tool.name === "testssl.sh";
  const sections = isSlow ? everySection : [];
  return {
    title: [tool.name, ...sections].join(" "),
    times: isSlow ? null : TIMES,
    async command(target, directory) {
      return [tool.program, ...(await tool.invocation(target, sections, directory)).args];
    },
  };
}

async function measure(scanner: Scanner, port: number): Promise<Measured> {
  await using relay = startRelay(port);
  const counted = await run(scanner, relay.port, 1);
  const cost = scanner.times === null ? counted : await run(scanner, port, scanner.times);
  return { connections: relay.connections, cost };
}

async function run({ command }: Scanner, port: number, times: number): Promise<Cost> {
  const costs: Cost[] = [];
  for (let time = 0; time < times; time++) {
    const own = await Deno.makeTempDir({ dir: directory });
    await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
    // Exit statuses are verdicts here
    const { median } = await timeCommand('"$@" || true', await command({ port, starttls: null }, own), 1);
    costs.push(median);
  }
  return summary(costs).median;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

async function writeBetween(text: string): Promise<void> {
  const [head, rest] = (await Deno.readTextFile(readme)).split(begin);
  const [, tail] = rest?.split(end) ?? [];
  if (tail === undefined) throw new Error(`there is no place for the table: ${begin.trim()}`);
  await Deno.writeTextFile(readme, head + begin + text + end + tail);
}
