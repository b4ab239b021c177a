/** Debian's prometheus, promtool and prometheus-blackbox-exporter, on loopback. */
import { runTool } from "../peers/servers/mod.ts";
import { onFreePort } from "../peers/tls_servers/free_port.ts";
import { ServerProcess } from "../peers/tls_servers/server_process.ts";

const programs = ["prometheus", "promtool", "prometheus-blackbox-exporter"];

/** Names and versions, as the programs tell them; `null` when one is not installed. */
export async function versions(): Promise<string[] | null> {
  try {
    const printed = await Promise.all(programs.map((program) => runTool(program, ["--version"])));
    return printed.map((text, index) => `${programs[index]} ${/version (\d+\.\d+\.\d+)/.exec(text)![1]}`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** Of all these tests; `.ci/run` takes a skipped one for a failure. */
export const isInstalled = await versions() !== null;

/** Throws with what promtool objects to. */
export async function checkMetrics(exposition: string): Promise<void> {
  await runTool("promtool", ["check", "metrics"], { input: exposition });
}

export interface Running {
  readonly port: number;
  readonly processId: number;
  stop(): Promise<void>;
}

/** `configuration`: YAML. */
export function startPrometheus(configuration: string, directory: string): Promise<Running> {
  return onFreePort(async (port) => {
    const file = `${directory}/prometheus.yml`;
    await Deno.writeTextFile(file, configuration);
    await runTool("promtool", ["check", "config", file]);
    const process = await ServerProcess.start({
      command: "prometheus",
      args: [
        `--config.file=${file}`,
        `--storage.tsdb.path=${directory}/data`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      directory,
      ready: /Server is ready to receive web requests/,
    });
    return { port, processId: process.processId, stop: () => process.stop() };
  });
}

/**
 * `tls` verifies, with the anchors in `caFile`; `blind` takes any certificate, which is what people make do with to
 * see the dates of a bad one.
 */
export type Module = "tls" | "blind";

/** blackbox_exporter's TCP prober with TLS. */
export function startExporter(caFile: string, directory: string, timeoutSeconds = 1): Promise<Running> {
  const module = (name: Module, tlsConfig: string) => `
  ${name}:
    prober: tcp
    timeout: ${timeoutSeconds}s
    tcp: { preferred_ip_protocol: ip4, tls: true, tls_config: { ${tlsConfig} } }`;
  return onFreePort(async (port) => {
    const file = `${directory}/blackbox.yml`;
    const modules = module("tls", `ca_file: "${caFile}"`) + module("blind", "insecure_skip_verify: true");
    await Deno.writeTextFile(file, `modules:${modules}\n`);
    const process = await ServerProcess.start({
      command: "prometheus-blackbox-exporter",
      args: [`--config.file=${file}`, `--web.listen-address=127.0.0.1:${port}`],
      directory,
      ready: /Listening on/,
    });
    return { port, processId: process.processId, stop: () => process.stop() };
  });
}

export interface Scraped {
  readonly status: number;
  readonly text: string;
}

/** Asks `/probe`, of either. */
export async function probe(port: number, parameters: Readonly<Record<string, string>>): Promise<Scraped> {
  const response = await fetch(`http://127.0.0.1:${port}/probe?${new URLSearchParams(parameters)}`);
  return { status: response.status, text: await response.text() };
}
