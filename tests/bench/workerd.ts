/**
 * `deno task bench:workerd [bundle]`: what the service costs on workerd, by the process's own CPU account, which
 * Linux keeps to the nanosecond for each thread. Each row is of so many fresh processes.
 */
import { startGallery } from "../../src/demo/gallery.ts";
import { bundleWorker, startWorkerd } from "../../src/runtime/workerd_local.ts";

const PROCESSES = 7;
const WARMING = 300;
const CALLS = 100;
/** After an answer, for what is left to do: the log, garbage, a connection's end. */
const SETTLING_MS = 150;

interface Account {
  readonly start: number;
  readonly first: number;
  readonly second: number;
  readonly warm: number;
}

const folder = await Deno.makeTempDir({ prefix: "workerd-bench-" });
const gallery = await startGallery({ now: new Date() });
try {
  const bundle = Deno.args[0] ?? `${folder}/bundle.js`;
  if (Deno.args[0] === undefined) await bundleWorker(bundle);
  console.log(`bundle: ${kilobytes(await Deno.readFile(bundle))}, gzip ${kilobytes(await gzip(bundle))}`);
  row("CPU milliseconds, least / median", ["start", "first", "second", "warm"]);
  for (
    const [title, path] of [
      ["GET /healthz", () => "/healthz"],
      ["TLS 1.3, X25519MLKEM768", check("healthy-tls13")],
      ["TLS 1.2", check("healthy-tls12")],
    ] as const
  ) {
    const accounts: Account[] = [];
    for (let index = 0; index < PROCESSES; index++) accounts.push(await account(bundle, path));
    row(
      title,
      (["start", "first", "second", "warm"] as const).map((column) => {
        const all = accounts.map((account) => account[column]).sort((a, b) => a - b);
        return `${all[0]!.toFixed(1)} / ${all[all.length >> 1]!.toFixed(1)}`;
      }),
    );
  }
} finally {
  await gallery.stop();
  await Deno.remove(folder, { recursive: true });
}

/** One process: what it takes to start, its first request and its second, and one of those after many. */
async function account(bundle: string, path: () => string): Promise<Account> {
  const workerd = await startWorkerd(bundle, {
    folder,
    hostname: "127.0.0.1",
    port: 0,
    networks: ["public", "private"],
    bindings: {
      ALLOW_PRIVATE_TARGETS: "true",
      CHECKS_PER_CLIENT: "0",
      CHECKS_PER_TARGET: "0",
      TRUST_ANCHORS: gallery.anchorsPem,
    },
    trustedCertificates: "",
  });
  try {
    const ask = async () => {
      const response = await fetch(`http://127.0.0.1:${workerd.port}${path()}`);
      const text = await response.text();
      if (!response.ok || text.includes('"verdict":"fail"')) throw new Error(text.slice(0, 300));
    };
    const spentBy = async (action: () => Promise<void>) => {
      await settle();
      const before = await cpu(workerd.processId);
      await action();
      await settle();
      return await cpu(workerd.processId) - before;
    };
    await settle();
    const start = await cpu(workerd.processId);
    const first = await spentBy(ask);
    const second = await spentBy(ask);
    for (let call = 0; call < WARMING; call++) await ask();
    const many = await spentBy(async () => {
      for (let call = 0; call < CALLS; call++) await ask();
    });
    return { start, first, second, warm: many / CALLS };
  } finally {
    await workerd.stop();
  }
}

function check(id: string): () => string {
  const { target } = gallery.servers.find((server) => server.id === id)!;
  return () => `/api/v1/check?target=${target}&native=0&max_age=0`;
}

/** Milliseconds of CPU that all threads of a process have had so far. */
async function cpu(processId: number): Promise<number> {
  let nanoseconds = 0;
  for await (const { name } of Deno.readDir(`/proc/${processId}/task`)) {
    const text = await Deno.readTextFile(`/proc/${processId}/task/${name}/schedstat`);
    nanoseconds += Number(text.split(" ")[0]);
  }
  return nanoseconds / 1e6;
}

function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
}

async function gzip(file: string): Promise<Uint8Array> {
  const stream = (await Deno.open(file)).readable.pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function kilobytes({ length }: Uint8Array): string {
  return `${Math.round(length / 1000)} kB`;
}

function row(title: string, columns: readonly string[]): void {
  console.log(title.padEnd(34), columns.map((column) => column.padStart(14)).join(""));
}
