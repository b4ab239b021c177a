/** Whether mail to the server's domain must travel over verified TLS: MTA-STS, its record and its policy (RFC 8461). */
import { TXT } from "../../dns/mod.ts";
import { fetchSecurely, MAXIMUM_ADDRESSES } from "./fetch_securely.ts";
import { hostName, needsName } from "./host_name.ts";
import { LookUps, withFacts } from "./look_ups.ts";
import { findMailDomain } from "./mail_domain.ts";
import { mxPatternFits, readMtaStsPolicy, readMtaStsRecord } from "./policies/mta_sts.ts";
import type { Facts, Probe, ProbeContext, Situation } from "./probe.ts";

type MtaSts = Facts<"mta_sts">;

/** §3.3 suggests 64 kilobytes. */
const MAXIMUM_OCTETS = 65_536;

export const mtaSts: Probe<"mta_sts"> = {
  id: "mta_sts",
  title: "MTA-STS",
  allowance: MAXIMUM_ADDRESSES,
  after: [],
  notApplicable: betweenMailServers,
  async run(context) {
    const lookUps = new LookUps(context);
    let found: Pick<MtaSts, "domain" | "record" | "id" | "policy" | "problem"> = {
      domain: null,
      record: null,
      id: null,
      policy: null,
      problem: null,
    };
    const told = (): MtaSts => ({ ...found, authenticated: lookUps.authenticated, look_ups: lookUps.told });
    try {
      const domain = await findMailDomain(hostName(context.plan)!, lookUps);
      if (domain === null) return told();
      found = { ...found, domain };
      const { records } = await lookUps.ask(`_mta-sts.${domain}`, TXT);
      found = { ...found, ...readMtaStsRecord(records) };
      if (found.problem === null) found = { ...found, ...await fetchPolicy(context, domain) };
      return told();
    } catch (error) {
      throw withFacts<"mta_sts">(error, told());
    }
  },
};

/** Mail that servers pass on: what people submit (RFC 6409) has rules of its own. */
export function betweenMailServers({ plan }: Situation): string | null {
  const isTransfer = plan.protocol === "smtp" && plan.starttls === "smtp" && plan.port !== 587;
  return isTransfer ? needsName(plan) : "This is about mail from server to server";
}

async function fetchPolicy(
  context: ProbeContext,
  domain: string,
): Promise<Pick<MtaSts, "policy" | "problem">> {
  const url = new URL(`https://mta-sts.${domain}/.well-known/mta-sts.txt`); // §3.3
  const { text, mediaType, problem } = await fetchSecurely(context, url, MAXIMUM_OCTETS);
  if (text === null) {
    return { policy: null, problem: `The policy was not fetched from ${url.href}: ${problem}` };
  }
  const read = readMtaStsPolicy(text);
  const { mode, maxAge } = read;
  const host = hostName(context.plan)!;
  return {
    policy: {
      mode,
      mx: [...read.mx],
      max_age_seconds: maxAge,
      covers_host: read.mx.some((pattern) => mxPatternFits(pattern, host)),
    },
    // §3.2: senders should take nothing else, lest other files of the host become policies
    problem: read.problem ?? (mediaType === "text/plain" ? null : "The policy is not served as text/plain"),
  };
}
