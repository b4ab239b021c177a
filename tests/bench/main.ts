/** `deno task bench`: what a check of a local server costs, beside `openssl s_client` on the same server. */
import { check } from "../../src/mod.ts";
import { type KeyKind, makeCredentials } from "../peers/credentials.ts";
import { openssl } from "../peers/tls_servers/mod.ts";
import { type ColdCosts } from "./cold.ts";
import { type Costs, measure, summary } from "./measure.ts";
import { runScript, timeCommand } from "./processes.ts";
import { measureStages } from "./stages.ts";

const manifest = new URL("../../deno.json", import.meta.url).pathname;
const cold = new URL("./cold.ts", import.meta.url);

interface BenchedServer {
  readonly title: string;
  readonly key: KeyKind;
  readonly configuration: string;
}

const tls13 = "-www -tls1_3 -groups X25519";
const tls12 = "-www -tls1_2 -groups X25519";

const servers: readonly BenchedServer[] = [
  { title: "TLS 1.3, x25519, ECDSA P-256", key: "ecdsa-p256", configuration: tls13 },
  { title: "TLS 1.3, x25519, RSA 2048", key: "rsa", configuration: tls13 },
  { title: "TLS 1.2, x25519, RSA 2048", key: "rsa", configuration: tls12 },
];

const CALLS = 25;
const BATCHES = 11;
const WARMING = 100;
const PROCESSES = 7;

const directory = await Deno.makeTempDir({ prefix: "tls-bench-" });
try {
  const credentials = await makeCredentials(directory);
  for (const { title, key, configuration } of servers) {
    const running = await openssl.start({ configuration, credentials: credentials[key], directory });
    try {
      console.log(`\n${title}`);
      await bench(running.port, credentials[key].root);
    } finally {
      await running.stop();
    }
  }
} finally {
  await Deno.remove(directory, { recursive: true });
}

async function bench(port: number, rootFile: string): Promise<void> {
  const target = `https://localhost:${port}`;
  const options = { anchors: [await Deno.readTextFile(rootFile)], resolve: "127.0.0.1", noNative: true };
  const run = async () => {
    const { verdict, summary } = await check(target, options);
    if (verdict !== "pass") throw new Error(summary);
  };

  row("milliseconds", "CPU", "wall", "CPU", "wall");
  row("", "least", "least", "median", "median");
  for (let call = 0; call < WARMING; call++) await run();
  show("a check, warm", await measure(run, CALLS, BATCHES));
  const stages = await measureStages(target, options, CALLS, BATCHES);
  show("  of this the connection", stages.connection);
  show("  of this the certificates", stages.certificates);
  show("  of this the report", stages.report);

  const colds: ColdCosts[] = [];
  for (let time = 0; time < PROCESSES; time++) colds.push(await runScript(cold, [`${port}`, rootFile]));
  show("a fresh process: loading", summary(colds.map(({ load }) => load)));
  show("a fresh process: first check", summary(colds.map(({ first }) => first)));
  show("a fresh process: second check", summary(colds.map(({ second }) => second)));

  const command = [
    Deno.execPath(),
    "task",
    "--quiet",
    "--config",
    manifest,
    "check",
    "--json",
    "--no-native",
  ];
  show(
    "deno task check --json",
    await timeCommand('"$@"', [...command, "--ca-file", rootFile, target], PROCESSES),
  );
  const client = ["openssl", "s_client", "-quiet", "-verify_return_error", "-CAfile", rootFile];
  show(
    "openssl s_client",
    await timeCommand(
      'printf "GET / HTTP/1.0\\r\\n\\r\\n" | "$@"',
      [...client, "-servername", "localhost", "-connect", `127.0.0.1:${port}`],
      PROCESSES,
    ),
  );
}

function show(title: string, { least, median }: Costs): void {
  row(title, ...[least.cpu, least.wall, median.cpu, median.wall].map((value) => value.toFixed(2)));
}

function row(title: string, ...cells: string[]): void {
  console.log(title.padEnd(32) + cells.map((cell) => cell.padStart(10)).join(""));
}
