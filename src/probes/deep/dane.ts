/** Whether the certificates that were sent are those that DNS names for this server (RFC 6698, RFC 7671, RFC 7672). */
import { A, type Answer, SOA, TLSA, tlsaName, type TlsaRecord } from "../../dns/mod.ts";
import { toHex } from "../../bytes/mod.ts";
import { tlsaCertificateUsages, tlsaMatchingTypes, tlsaSelectors } from "../../registry/mod.ts";
import { evidenceOf } from "../../tls/mod.ts";
import { matchTlsa, type TlsaInput } from "../../x509/mod.ts";
import { hostName, needsName } from "./host_name.ts";
import { LookUps, withFacts } from "./look_ups.ts";
import { type Facts, type Probe, type ProbeContext, ProbeFailed } from "./probe.ts";

type Records = Facts<"dane">["records"];

/** Servers have one or two, and one or two of the next certificate. */
const MAXIMUM_RECORDS = 32;

export const dane: Probe<"dane"> = {
  id: "dane",
  title: "DANE",
  allowance: 0,
  after: [],
  notApplicable: ({ plan }) => needsName(plan),
  async run(context) {
    const lookUps = new LookUps(context);
    const host = hostName(context.plan)!;
    let authenticated: boolean | null = null;
    const told = (domain: string, records: Records, malformed: readonly string[]): Facts<"dane"> => ({
      domain,
      records,
      matches: summary(records),
      malformed,
      authenticated,
      look_ups: lookUps.told,
    });
    let domain = tlsaName(context.plan.port, host);
    try {
      for (const base of await baseDomains(host, lookUps)) {
        domain = tlsaName(context.plan.port, base);
        const { records, malformed, authenticData } = await lookUps.ask(domain, TLSA);
        authenticated = authenticData;
        if (records.length + malformed.length === 0) continue;
        if (!authenticData && !await validates(lookUps)) authenticated = null;
        const input = inputFrom(context, [...new Set([base, host])]);
        return told(domain, await matchAll(records, input), malformed.map(({ problem }) => problem));
      }
      return told(domain, [], []);
    } catch (error) {
      throw withFacts<"dane">(error, told(domain, [], []));
    }
  },
};

/** Whether the resolver validates at all: the root is signed, and one that does not say so says it of nothing. */
async function validates(lookUps: LookUps): Promise<boolean> {
  try {
    return (await lookUps.ask(".", SOA)).authenticData;
  } catch (error) {
    if (error instanceof ProbeFailed) return false;
    throw error;
  }
}

/** RFC 7671 §7: what the host is an alias of comes first, if it is proven that it is. */
async function baseDomains(host: string, lookUps: LookUps): Promise<string[]> {
  const { aliases, authenticData }: Answer<string> = await lookUps.ask(host, A);
  const expanded = aliases.at(-1);
  return expanded === undefined || !authenticData ? [host] : [expanded, host];
}

function inputFrom({ plan, log, runtime }: ProbeContext, names: readonly string[]): TlsaInput {
  const sent = evidenceOf(log, "authentication")?.evidence.certificates ?? [];
  return {
    certificates: sent.map(({ certData }) => certData),
    names,
    isMailTransfer: plan.protocol === "smtp",
    now: runtime.clock.now(),
  };
}

async function matchAll(records: readonly TlsaRecord[], input: TlsaInput): Promise<Records> {
  return await Promise.all(
    records.slice(0, MAXIMUM_RECORDS).map(async (record) => ({
      usage: tlsaCertificateUsages.codePoint(record.certificateUsage),
      selector: tlsaSelectors.codePoint(record.selector),
      matching_type: tlsaMatchingTypes.codePoint(record.matchingType),
      data: toHex(record.data),
      ...await matchTlsa(record, input),
    })),
  );
}

function summary(records: Records): boolean | null {
  if (records.some(({ matches }) => matches === true)) return true;
  return records.some(({ matches }) => matches === false) ? false : null;
}
