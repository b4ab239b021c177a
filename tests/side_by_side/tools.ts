/** The other projects' scanners: how each is told to look at a server, and how what it writes is read. */
import { runTool } from "../peers/servers/mod.ts";
import { readNmap } from "./read_nmap.ts";
import { readSslscan } from "./read_sslscan.ts";
import { readTestssl } from "./read_testssl.ts";
import type { ToolFacts } from "./tool_facts.ts";

export interface Target {
  readonly port: number;
  /** `null`: TLS from the first octet. */
  readonly starttls: string | null;
}

/** `quick`: what takes seconds rather than minutes. */
export type Thoroughness = "quick" | "thorough";

export interface Tool {
  readonly name: "testssl.sh" | "sslscan" | "nmap";
  readonly program: string;
  readonly debianPackage: string;
  version(): Promise<string>;
  /** What it is told to look at, beside what it does by itself or instead of it. */
  readonly sections: Readonly<Record<Thoroughness, readonly string[]>>;
  /** Files go into the directory, which is the tool's own and empty. */
  invocation(target: Target, sections: readonly string[], directory: string): Promise<Invocation>;
  read(report: string): ToolFacts;
}

export interface Invocation {
  readonly args: readonly string[];
  /** The file that the report is in afterwards. */
  readonly report: string;
}

const sslscan: Tool = {
  name: "sslscan",
  program: "sslscan",
  debianPackage: "sslscan",
  version: async () => /\d+(\.\d+)+/.exec(await runTool("sslscan", ["--version"]))![0],
  sections: { quick: ["--show-sigs"], thorough: ["--show-sigs"] },
  invocation({ port, starttls }, sections, directory) {
    const report = `${directory}/report.xml`;
    const upgrade = starttls === null ? [] : [`--starttls-${starttls}`];
    const args = ["--no-colour", ...sections, `--xml=${report}`, "--sni-name=localhost", ...upgrade];
    return Promise.resolve({ args: [...args, `127.0.0.1:${port}`], report });
  },
  read: readSslscan,
};

const nmap: Tool = {
  name: "nmap",
  program: "nmap",
  debianPackage: "nmap",
  version: async () => /\d+\.\d+/.exec(await runTool("nmap", ["--version"]))![0],
  sections: { quick: [], thorough: [] },
  async invocation({ port, starttls }, sections, directory) {
    const report = `${directory}/report.xml`;
    // What a port speaks it takes from this file, and scans the ports that are in it
    const services = `${directory}/services`;
    await Deno.writeTextFile(services, `${starttls ?? "https"} ${port}/tcp 0.5\n`);
    const args = [
      "-Pn",
      "-n",
      ...sections,
      "--servicedb",
      services,
      "--script",
      "ssl-enum-ciphers",
      "-oX",
      report,
    ];
    return { args: [...args, "localhost"], report };
  },
  read: readNmap,
};

const testssl: Tool = {
  name: "testssl.sh",
  program: "testssl",
  debianPackage: "testssl.sh",
  version: async () =>
    /testssl\s+(\d+(\.\d+)+)/.exec(await runTool("testssl", ["--version", "--color", "0"]))![1]!,
  // Versions; whose order, renegotiation, the fallback's signal, forward secrecy, server defaults, compression
  sections: { quick: ["-p"], thorough: ["-p", "-P", "-R", "-Z", "-f", "-S", "-C"] },
  invocation({ port, starttls }, sections, directory) {
    const report = `${directory}/report.json`;
    const upgrade = starttls === null ? [] : ["--starttls", starttls];
    const quiet = ["--warnings", "off", "--color", "0", "--quiet", "--nodns", "min"];
    const output = ["--mapping", "iana", "--jsonfile", report];
    const where = ["--ip", "127.0.0.1", ...upgrade, `localhost:${port}`];
    return Promise.resolve({ args: [...sections, ...quiet, ...output, ...where], report });
  },
  read: readTestssl,
};

export const tools: readonly Tool[] = [testssl, sslscan, nmap];

/** Its report on a server; throws with what it wrote when it wrote none. */
export async function scan(tool: Tool, target: Target, sections: readonly string[]): Promise<string> {
  const directory = await Deno.makeTempDir({ prefix: "scan-" });
  try {
    const { args, report } = await tool.invocation(target, sections, directory);
    const { stdout, stderr } = await new Deno.Command(tool.program, {
      args: [...args],
      cwd: directory,
      stdin: "null",
    }).output();
    // Exit statuses are grades with some of them
    return await Deno.readTextFile(report).catch(() => {
      throw new Error(`${tool.name} ${args.join(" ")}\n${text(stdout)}${text(stderr)}`);
    });
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

function text(octets: Uint8Array): string {
  return new TextDecoder().decode(octets);
}

export async function isInstalled({ program }: Tool): Promise<boolean> {
  return await Deno.stat(`/usr/bin/${program}`).then(({ isFile }) => isFile, () => false);
}
