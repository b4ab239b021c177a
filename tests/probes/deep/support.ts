/** What probes are given in tests, and a scripted server to ask. */
import { Deadline, type Runtime } from "../../../src/net/mod.ts";
import { noFacts } from "../../../src/probes/deep/no_facts.ts";
import type { Probe, Situation } from "../../../src/probes/deep/probe.ts";
import { runProbes } from "../../../src/probes/deep/run_probes.ts";
import { protocolVersions, supportedGroups } from "../../../src/registry/mod.ts";
import type { Deep, DeepFacts, ProbeId } from "../../../src/report/mod.ts";
import { defaultOffer, type HandshakeLog } from "../../../src/tls/mod.ts";
import { mozillaRoots } from "../../../src/x509/mod.ts";

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
    trustStore: mozillaRoots(),
    offer,
    isMute: false,
    visit: null,
    ...overrides,
  };
}

export interface RunOptions extends Partial<Situation> {
  readonly milliseconds?: number;
  /** What the probes before it have found out. */
  readonly found?: Partial<DeepFacts>;
}

/** One probe, after `found`. */
export async function runOne<Id extends ProbeId>(
  probe: Probe<Id>,
  runtime: Runtime,
  { milliseconds = 5000, found = {}, ...overrides }: RunOptions = {},
): Promise<{ readonly facts: Deep["facts"][Id]; readonly probe: Deep["probes"][number] }> {
  using deadline = new Deadline(milliseconds);
  const before = Object.entries(found).map(([id, facts]) => finding(id as ProbeId, facts));
  const probes = [...before, probe as unknown as Probe];
  const { probes: reports, facts } = await runProbes(probes, situation(overrides), { runtime, deadline });
  return { facts: facts[probe.id], probe: reports.at(-1)! };
}

/** As after the probe of that name, for a server of these versions. */
export function versionsFound(...accepted: readonly number[]): Pick<DeepFacts, "protocol_versions"> {
  const versions = [0x0304, 0x0303, 0x0302, 0x0301, 0x0300, 0x0002].map((value) => ({
    version: protocolVersions.codePoint(value),
    accepted: accepted.includes(value),
    refusal: null,
  }));
  return { protocol_versions: { versions, ssl2_cipher_kinds: null, tolerance: [] } };
}

/** As after the probe of that name, for TLS 1.3; `complete`: the server has no others. */
export function groupsFound(groups: readonly number[], complete = true): Pick<DeepFacts, "named_groups"> {
  return {
    named_groups: {
      versions: [{
        version: protocolVersions.codePoint(0x0304),
        preference: "server",
        groups: groups.map(supportedGroups.codePoint),
        complete,
        not_offered: null,
      }],
      finite_fields: [],
    },
  };
}

function finding(id: ProbeId, facts: unknown): Probe {
  return {
    id,
    title: id,
    allowance: 0,
    after: [],
    notApplicable: () => null,
    run: () => Promise.resolve(facts as never),
  };
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
