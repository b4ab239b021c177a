/**
 * workerd on this machine, from the npm package of that name: what Cloudflare's network runs, without that network.
 * The date and the flags of compatibility are those of `wrangler.jsonc`.
 */

export interface LocalWorkerdOptions {
  /** A folder to write to, which is the caller's to remove. */
  readonly folder: string;
  readonly hostname: string;
  /** 0 for one that is free. */
  readonly port: number;
  /** Texts that the worker is given. */
  readonly bindings: Readonly<Record<string, string>>;
  /** Where it may connect. */
  readonly networks: readonly ("public" | "private")[];
  /** PEM: what its own handshake trusts beside the roots it has. */
  readonly trustedCertificates: string;
  /** The request's header whose JSON stands in for what Cloudflare says about a request (`cf`). */
  readonly cfHeader?: string;
  /** Is told each line that the worker writes to its console. */
  readonly log?: (line: string) => void;
}

export interface LocalWorkerd {
  readonly port: number;
  readonly processId: number;
  /** Settles when the process has ended, by itself or by `stop`. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** A workerd that cannot be started here, and why. */
export class WorkerdError extends Error {
  override readonly name = "WorkerdError";
}

/** The program and its version; `null` where there is none for the machine. Rejects with `WorkerdError`. */
export async function findWorkerd(): Promise<{ readonly path: string; readonly version: string } | null> {
  try {
    const { default: program } = await import(WORKERD);
    return { path: program.default, version: program.version };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (message.startsWith("Unsupported platform")) return null;
    throw new WorkerdError(`${WORKERD} cannot be had: ${message}`, { cause: error });
  }
}

/** Bundles the worker into `file`. Rejects with `WorkerdError`, whose message is the bundler's. */
export async function bundleWorker(file: string): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "bundle:worker", "--output", file],
    cwd: root,
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new WorkerdError(`The worker cannot be bundled:\n${new TextDecoder().decode(stderr)}`);
}

/** Starts the worker that `bundle` is; resolves when it listens. Rejects with `WorkerdError`. */
export async function startWorkerd(bundle: string, options: LocalWorkerdOptions): Promise<LocalWorkerd> {
  const found = await findWorkerd();
  if (found === null) throw new WorkerdError("There is no workerd for this machine");
  const { folder } = options;
  await Deno.copyFile(bundle, `${folder}/worker.js`);
  await Deno.writeTextFile(`${folder}/trusted.pem`, options.trustedCertificates);
  await Deno.writeTextFile(`${folder}/config.capnp`, configuration(options, await compatibility()));
  const process = new Deno.Command(found.path, {
    args: ["serve", "--control-fd=1", `${folder}/config.capnp`],
    stdout: "piped",
  }).spawn();
  const stop = async () => {
    try {
      process.kill("SIGTERM");
    } catch {
      // It has ended.
    }
    await process.status;
  };
  const port = await listening(process.stdout, options.log ?? (() => {}));
  if (port === null) {
    await stop();
    throw new WorkerdError("workerd ended before it listened; what it said is above");
  }
  return { port, processId: process.pid, ended: process.status, stop };
}

/**
 * The newest version that has a program for every platform. Not among the imports of `deno.json`, as Deno fetches
 * all of those for whoever only wants a check, and this is larger than all the others.
 */
const WORKERD = "npm:workerd@1.20261023.1";

const root = new URL("../../", import.meta.url);

interface Compatibility {
  readonly compatibility_date: string;
  readonly compatibility_flags: readonly string[];
}

async function compatibility(): Promise<Compatibility> {
  const text = await Deno.readTextFile(new URL("wrangler.jsonc", root));
  return JSON.parse(text.replace(/^\s*\/\/.*$/gm, ""));
}

/** In the language of workerd.capnp; a list is written with commas, and a text as in C. */
function configuration(options: LocalWorkerdOptions, compatibility: Compatibility): string {
  const { hostname, port, bindings, networks, trustedCertificates, cfHeader } = options;
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  const texts = (list: readonly string[]) => list.map((text) => JSON.stringify(text)).join(", ");
  const given = Object.entries(bindings).map(([name, text]) =>
    `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)})`
  );
  const trusted = trustedCertificates === "" ? "" : ', trustedCertificates = [embed "trusted.pem"]';
  const http = cfHeader === undefined ? "()" : `(cfBlobHeader = ${JSON.stringify(cfHeader)})`;
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "internet", network = (
      allow = [${texts(networks)}],
      tlsOptions = (trustBrowserCas = true${trusted}))),
    (name = "worker", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = ${JSON.stringify(compatibility.compatibility_date)},
      compatibilityFlags = [${texts(compatibility.compatibility_flags)}],
      bindings = [${given.join(", ")}])),
  ],
  sockets = [(name = "http", address = ${
    JSON.stringify(`${host}:${port}`)
  }, http = ${http}, service = "worker")],
);
`;
}

/** The port that workerd announces, a line of JSON before all others; `null` when it ends without one. */
function listening(output: ReadableStream<Uint8Array>, log: (line: string) => void): Promise<number | null> {
  const { promise, resolve } = Promise.withResolvers<number | null>();
  void (async () => {
    let first = true;
    for await (const line of linesOf(output)) {
      if (first) resolve(JSON.parse(line).port);
      else log(line);
      first = false;
    }
    resolve(null);
  })();
  return promise;
}

async function* linesOf(output: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let text = "";
  for await (const chunk of output.pipeThrough(new TextDecoderStream())) {
    const lines = (text + chunk).split("\n");
    text = lines.pop()!;
    yield* lines;
  }
}
