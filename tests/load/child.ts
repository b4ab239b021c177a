/** The processes that a load test runs beside itself, and what Linux tells of them. */

export interface Child {
  readonly processId: number;
  /** What it listens on. */
  readonly ports: readonly number[];
  /** Resident memory. */
  memoryBytes(): Promise<number>;
  openSockets(): Promise<number>;
  stop(): Promise<Deno.CommandStatus>;
}

/** The service as `deno task start` runs it, on a port that is free. */
export function startService(settings: Readonly<Record<string, string>> = {}): Promise<Child> {
  const options = [
    "--unstable-no-legacy-abort",
    "--allow-net",
    "--allow-env",
    "--allow-sys=networkInterfaces",
  ];
  return start("../../routes/deno.ts", options, { ...settings, HOST: "127.0.0.1", PORT: "0" }, "stderr");
}

/** A TLS server and a silent one. */
export function startTargets(): Promise<Child> {
  return start("targets.ts", ["--allow-net=127.0.0.1,[::1]"], {}, "stdout");
}

/** Reads the ports from the first lines that `listensOn` has. */
async function start(
  script: string,
  options: readonly string[],
  env: Record<string, string>,
  listensOn: "stdout" | "stderr",
): Promise<Child> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", ...options, new URL(script, import.meta.url).href],
    env,
    stdout: listensOn === "stdout" ? "piped" : "null",
    stderr: listensOn === "stderr" ? "piped" : "inherit",
  }).spawn();
  const reader = process[listensOn].pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("\n")) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`${script} ended: ${text}`);
    text += value;
  }
  const saying = sayOn(reader);
  const { pid } = process;
  return {
    processId: pid,
    ports: Array.from(text.split("\n")[0]!.matchAll(/:(\d+)/g), ([, port]) => Number(port)),
    async memoryBytes() {
      const status = await output("cat", `/proc/${pid}/status`);
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)![1]) * 1024;
    },
    async openSockets() {
      const links = await output("ls", "-l", `/proc/${pid}/fd`);
      return links.match(/-> socket:/g)?.length ?? 0;
    },
    async stop() {
      process.kill("SIGTERM");
      await saying;
      return await process.status;
    },
  };
}

/** What it says later is for the reader of the test. */
async function sayOn(reader: ReadableStreamDefaultReader<string>): Promise<void> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    console.error(value.trimEnd());
  }
}

/** Deno itself reads `/proc` only with every permission there is. */
async function output(command: string, ...args: string[]): Promise<string> {
  const { stdout } = await new Deno.Command(command, { args }).output();
  return new TextDecoder().decode(stdout);
}
