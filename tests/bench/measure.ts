/** CPU and wall time of something done again and again. */
import process from "node:process";

/** In milliseconds. */
export interface Cost {
  /** Of all threads, user and system. */
  readonly cpu: number;
  readonly wall: number;
}

/** Other processes can only add to a cost, so the least is what the work itself takes. */
export interface Costs {
  readonly least: Cost;
  readonly median: Cost;
}

/** Per call, over `batches`. */
export async function measure(action: () => unknown, calls: number, batches: number): Promise<Costs> {
  const costs: Cost[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const { cpu, wall } = await once(async () => {
      for (let call = 0; call < calls; call++) await action();
    });
    costs.push({ cpu: cpu / calls, wall: wall / calls });
  }
  return summary(costs);
}

export async function once(action: () => unknown): Promise<Cost> {
  const cpuBefore = process.cpuUsage();
  const wallBefore = performance.now();
  await action();
  const wall = performance.now() - wallBefore;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpu: (user + system) / 1000, wall };
}

export function summary(costs: readonly Cost[]): Costs {
  const cpu = costs.map(({ cpu }) => cpu).sort((a, b) => a - b);
  const wall = costs.map(({ wall }) => wall).sort((a, b) => a - b);
  const middle = Math.floor(costs.length / 2);
  return { least: { cpu: cpu[0]!, wall: wall[0]! }, median: { cpu: cpu[middle]!, wall: wall[middle]! } };
}
