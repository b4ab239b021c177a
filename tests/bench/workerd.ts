/**
 * `deno task bench:workerd [bundle ...]`: what the service costs on workerd, by the process's own CPU account, which
 * Linux keeps to the nanosecond for each thread. The first thread is the one that runs the worker's code; the engine
 * compiles what runs often and collects garbage in others. Several bundles, such as one of before a change, are
 * measured in turns, because a machine that others use is not as fast at all times.
 */
import { startGallery } from "../../src/demo/gallery.ts";
import { bundleWorker, startWorkerd } from "../../src/runtime/workerd_local.ts";

const PROCESSES = 7;
const WARMING = 500;
const CALLS = 100;
/** After an answer, for what is left to do: the log, garbage, a connection's end. */
const SETTLING_MS = 150;

/** Milliseconds of CPU. */
interface Cpu {
  readonly first: number;
  readonly all: number;
}

const columns = ["start", "first", "second", "warm"] as const;
type Account = Readonly<Record<typeof columns[number], Cpu>>;

const folder = await Deno.makeTempDir({ prefix: "workerd-bench-" });
const gallery = await startGallery({ now: new Date() });
try {
  const bundles = Deno.args.length > 0 ? Deno.args : [`${folder}/bundle.js`];
  if (Deno.args.length === 0) await bundleWorker(bundles[0]!);
  for (const [index, bundle] of bundles.entries()) {
    console.log(
      `bundle ${index + 1}: ${kilobytes(await Deno.readFile(bundle))}, gzip ${kilobytes(await gzip(bundle))}`,
    );
  }
  row("CPU milliseconds, least / median", columns);
  for (
    const [title, path] of [
      ["GET /healthz", () => "/healthz"],
      ["TLS 1.3, X25519MLKEM768", check("healthy-tls13")],
      ["TLS 1.2, x25519", check("healthy-tls12")],
    ] as const
  ) {
    const accounts = bundles.map((): Account[] => []);
    for (let turn = 0; turn < PROCESSES; turn++) {
      for (const [index, bundle] of bundles.entries()) accounts[index]!.push(await account(bundle, path));
    }
    for (const [index, own] of accounts.entries()) {
      for (const threads of ["first", "all"] as const) {
        row(
          `${index + 1}. ${title}, ${threads === "first" ? "first thread" : "all threads"}`,
          columns.map((column) => spread(own.map((account) => account[column][threads]))),
        );
      }
    }
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
      const after = await cpu(workerd.processId);
      return { first: after.first - before.first, all: after.all - before.all };
    };
    await settle();
    const start = await cpu(workerd.processId);
    const first = await spentBy(ask);
    const second = await spentBy(ask);
    for (let call = 0; call < WARMING; call++) await ask();
    const many = await spentBy(async () => {
      for (let call = 0; call < CALLS; call++) await ask();
    });
    return { start, first, second, warm: { first: many.first / CALLS, all: many.all / CALLS } };
  } finally {
    await workerd.stop();
  }
}

function check(id: string): () => string {
  const { target } = gallery.servers.find((server) => server.id === id)!;
  return () => `/api/v1/check?target=${target}&native=0&max_age=0`;
}

/** By a program of the system's, because Deno itself may read there only when it may do everything. */
async function cpu(processId: number): Promise<Cpu> {
  const script = 'for task in /proc/$0/task/*; do echo "${task##*/} $(cat $task/schedstat)"; done';
  const { stdout } = await new Deno.Command("sh", { args: ["-c", script, String(processId)] }).output();
  let [first, all] = [0, 0];
  for (const line of new TextDecoder().decode(stdout).trim().split("\n")) {
    const [thread, nanoseconds] = line.split(" ");
    const milliseconds = Number(nanoseconds) / 1e6;
    if (thread === String(processId)) first = milliseconds;
    all += milliseconds;
  }
  return { first, all };
}

/** Other work on the machine can only add. */
function spread(milliseconds: readonly number[]): string {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  return `${sorted[0]!.toFixed(1)} / ${sorted[sorted.length >> 1]!.toFixed(1)}`;
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
  console.log(title.padEnd(40), columns.map((column) => column.padStart(14)).join(""));
}
