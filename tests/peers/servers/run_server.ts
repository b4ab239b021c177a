/** Starts a real server in a temporary directory on loopback, and ends it without a trace. */
import type { Credentials, Invocation, PeerServer } from "./server.ts";
import { chownTo, identity, runTool } from "./tool.ts";

export interface RunningServer {
  /** By protocol. */
  readonly ports: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

export interface RunOptions {
  readonly tls: boolean;
  /** Made for it when not given. */
  readonly credentials?: Credentials;
}

/** Why a server cannot be run here; `null` when it can. */
export async function reasonToSkip(server: PeerServer): Promise<string | null> {
  if (await findBinary(server) === null) {
    return `${server.name} is not installed (Debian: ${server.debianPackage})`;
  }
  if (server.needsRoot && Deno.uid() !== 0) return `${server.name} can be started by root only`;
  return null;
}

/** Resolves when every port takes connections and the server serves. Throws with what the server printed when it does not come so far. */
export async function runServer(
  server: PeerServer,
  options: RunOptions,
): Promise<RunningServer> {
  const directory = await Deno.makeTempDir({ prefix: "tls-peer-" });
  const remove = () => Deno.remove(directory, { recursive: true });
  try {
    await Deno.chmod(directory, 0o755);
    return await runServerIn(directory, server, options, remove);
  } catch (cause) {
    const printed = await Deno.readTextFile(`${directory}/${OUTPUT}`).catch(() => "");
    await remove();
    throw new Error(`${server.name} did not start\n${printed}`, { cause });
  }
}

async function runServerIn(
  directory: string,
  server: PeerServer,
  { tls: withTls, credentials }: RunOptions,
  remove: () => Promise<void>,
): Promise<RunningServer> {
  const binary = await findBinary(server);
  if (binary === null) throw new Error(`${server.name} is not installed`);
  const tls = !withTls
    ? null
    : credentials === undefined
    ? await makeCredentials(directory)
    : await copyCredentials(credentials, directory);
  const ports = freePorts(server.protocols);
  const user = Deno.uid() === 0 ? server.user ?? null : null;
  const invocation = await server.configure({
    ...{ binary, directory, ports, tls },
    async runTool(command, args, environment = {}) {
      if (user !== null) await chownTo(user, directory);
      await runTool(command, args, { user, environment });
    },
  });
  if (user !== null) await chownTo(user, directory);

  const child = await spawn(binary, invocation, directory, user);
  const process = { ended: false };
  const ended = child.status.finally(() => process.ended = true);
  const end = async () => {
    if (!process.ended) child.kill("SIGTERM");
    const lastResort = setTimeout(() => process.ended || child.kill("SIGKILL"), STOP_MILLISECONDS);
    await ended;
    clearTimeout(lastResort);
  };
  try {
    for (const port of Object.values(ports)) await until(() => takesConnections(port), process);
    if (server.says !== undefined) {
      await until(() => hasPrinted(`${directory}/${OUTPUT}`, server.says!), process);
    }
  } catch (error) {
    await end();
    throw error;
  }
  return { ports, stop: () => end().then(remove) };
}

async function spawn(
  binary: string,
  { args, environment = {} }: Invocation,
  directory: string,
  user: string | null,
): Promise<Deno.ChildProcess> {
  // To a file, because a pipe would stay open for as long as anything that the server forked
  return new Deno.Command("sh", {
    args: ["-c", 'exec "$@" >"$0" 2>&1', OUTPUT, binary, ...args],
    cwd: directory,
    env: { ...environment },
    stdin: "null",
    ...(user === null ? {} : await identity(user)),
  }).spawn();
}

async function findBinary({ binaries }: PeerServer): Promise<string | null> {
  for (const path of binaries) {
    if (await Deno.stat(path).then(({ isFile }) => isFile, () => false)) return path;
  }
  return null;
}

function freePorts(protocols: readonly string[]): Record<string, number> {
  const listeners = protocols.map((protocol) => ({
    protocol,
    listener: Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  }));
  const ports = listeners.map(({ protocol, listener }) => [protocol, listener.addr.port] as const);
  for (const { listener } of listeners) listener.close();
  return Object.fromEntries(ports);
}

/** RSA, because every server here takes it. */
async function makeCredentials(directory: string): Promise<Credentials> {
  const certificate = `${directory}/certificate.pem`;
  const key = `${directory}/key.pem`;
  await runTool("openssl", [
    ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "7"],
    ...["-subj", "/CN=server.example", "-addext", "subjectAltName=DNS:server.example"],
    ...["-keyout", key, "-out", certificate],
  ]);
  await Deno.chmod(key, 0o600);
  return { certificate, key };
}

/** To where the server's user owns them. */
async function copyCredentials({ certificate, key }: Credentials, directory: string): Promise<Credentials> {
  const copy = { certificate: `${directory}/certificate.pem`, key: `${directory}/key.pem` };
  await Deno.copyFile(certificate, copy.certificate);
  await Deno.copyFile(key, copy.key);
  await Deno.chmod(copy.key, 0o600);
  return copy;
}

async function takesConnections(port: number): Promise<void> {
  (await Deno.connect({ hostname: "127.0.0.1", port })).close();
}

async function hasPrinted(file: string, words: string): Promise<void> {
  if (!(await Deno.readTextFile(file)).includes(words)) throw new Error(`It has not printed "${words}"`);
}

/** Tries again until it does not throw. */
async function until(attempt: () => Promise<void>, process: { readonly ended: boolean }): Promise<void> {
  const latest = performance.now() + START_MILLISECONDS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (process.ended || performance.now() > latest) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const OUTPUT = "output";
const START_MILLISECONDS = 30_000;
const STOP_MILLISECONDS = 5_000;
