/** What probes are given in tests, and a scripted server to ask. */
import { Deadline, type Runtime } from "../../../src/net/mod.ts";
import { noFacts } from "../../../src/probes/deep/no_facts.ts";
import type { Probe, Situation } from "../../../src/probes/deep/probe.ts";
import { runProbes } from "../../../src/probes/deep/run_probes.ts";
import type { Deep, ProbeId } from "../../../src/report/mod.ts";
import { defaultOffer, type HandshakeLog } from "../../../src/tls/mod.ts";

/** As after a check of `example.com` by HTTPS. */
export function situation(overrides: Partial<Situation> = {}): Situation {
  const offer = defaultOffer("example.com", ["h2", "http/1.1"]);
  return {
    plan: {
      hostname: "example.com",
      port: 443,
      protocol: "https",
      starttls: null,
      serverName: "example.com",
      resolve: null,
      family: null,
      offer,
      userAgent: "test",
    },
    address: { address: "192.0.2.7", family: 4 },
    log: noLog,
    offer,
    ...overrides,
  };
}

/** One probe, after `facts` were found. */
export async function runOne<Id extends ProbeId>(
  probe: Probe<Id>,
  runtime: Runtime,
  { milliseconds = 5000, ...overrides }: Partial<Situation> & { readonly milliseconds?: number } = {},
): Promise<{ readonly facts: Deep["facts"][Id]; readonly probe: Deep["probes"][number] }> {
  using deadline = new Deadline(milliseconds);
  const { probes, facts } = await runProbes([probe as unknown as Probe], situation(overrides), {
    runtime,
    deadline,
  });
  return { facts: facts[probe.id], probe: probes[0]! };
}

export { noFacts };

const noLog: HandshakeLog = {
  startedMs: 0,
  messages: [],
  records: [],
  settled: [],
  certificateRequest: null,
  failure: null,
  endedMs: 0,
};
