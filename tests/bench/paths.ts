/** `deno run -A tests/bench/paths.ts`: what certificate paths cost: ordinary ones, the worst ones, and x509-limbo. */
import { generateSigningKey } from "../../src/crypto/signing_key.ts";
import { judgeChain, parseCertificate, trustStore, validateChain } from "../../src/x509/mod.ts";
import { hostileInputs, root } from "../x509/hostile_inputs.ts";
import { inputOf, type LimboCase, limboFile } from "../x509/limbo.ts";
import { type Hierarchy, hierarchy, now, pem } from "../x509/support.ts";
import { type Cost, type Costs, measure, once, summary } from "./measure.ts";
import { runScript } from "./processes.ts";

const CALLS = 50;
const BATCHES = 11;
const WARMING = 500;
const PROCESSES = 7;
const WORST_SHOWN = 5;

const cold = new URL("./paths_cold.ts", import.meta.url);

row("milliseconds", "CPU", "wall", "CPU", "wall");
row("", "least", "least", "median", "median");
for (const kind of ["P-256", "RSA-2048"] as const) {
  const [anchor, intermediate, leaf] = await Promise.all([1, 2, 3].map(() => generateSigningKey(kind)));
  const chain = await hierarchy({
    root: { key: anchor! },
    intermediate: { key: intermediate! },
    leaf: { key: leaf! },
  });
  await benchPath(kind, chain);
}
await benchHostile();
await benchLimbo();

async function benchPath(kind: string, chain: Hierarchy): Promise<void> {
  const validate = () =>
    validateChain({
      leaf: chain.leaf.der,
      intermediates: [chain.intermediate.der],
      anchors: [chain.root.der],
      serverName: "www.example.com",
      now,
    });
  const store = trustStore([chain.root.der]);
  const judge = () =>
    judgeChain({
      certificates: [chain.leaf.der, chain.intermediate.der],
      trustStore: store,
      serverName: "www.example.com",
      now,
    });
  for (let call = 0; call < WARMING; call++) await validate();
  show(
    `${kind}: parse one certificate`,
    await measure(() => parseCertificate(chain.leaf.der), CALLS, BATCHES),
  );
  show(`${kind}: validateChain, three certificates`, await measure(validate, CALLS, BATCHES));
  show(`${kind}: judgeChain, anchor read before`, await measure(judge, CALLS, BATCHES));
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/chain.pem`, pem(chain.leaf, chain.intermediate, chain.root));
    const costs: Cost[] = [];
    for (let time = 0; time < PROCESSES; time++) costs.push(await runScript(cold, [`${folder}/chain.pem`]));
    show(`${kind}: the first in a fresh process`, summary(costs));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Each once: a server sends it once. */
async function benchHostile(): Promise<void> {
  const costs: { readonly name: string; readonly cost: Cost }[] = [];
  for (const { name, make } of hostileInputs) {
    const certificates = (await make()).map(({ der }) => der);
    const question = { trustStore: trustStore([root.der]), serverName: "www.example.com", now };
    costs.push({ name, cost: await once(() => judgeChain({ certificates, ...question })) });
  }
  costs.sort((a, b) => b.cost.cpu - a.cost.cpu);
  for (const { name, cost } of costs.slice(0, WORST_SHOWN)) show(name, { least: cost, median: cost });
}

async function benchLimbo(): Promise<void> {
  let text: string;
  try {
    text = await Deno.readTextFile(limboFile);
  } catch {
    console.log("x509-limbo: not beside this repository");
    return;
  }
  const { testcases } = JSON.parse(text) as { testcases: LimboCase[] };
  const inputs = testcases.map(inputOf);
  const cost = await once(async () => {
    for (const input of inputs) await validateChain(input);
  });
  show(`x509-limbo, ${inputs.length} cases`, { least: cost, median: cost });
}

function show(title: string, { least, median }: Costs): void {
  row(title, ...[least.cpu, least.wall, median.cpu, median.wall].map((value) => value.toFixed(2)));
}

function row(title: string, ...cells: string[]): void {
  console.log(title.padEnd(64) + cells.map((cell) => cell.padStart(9)).join(""));
}
