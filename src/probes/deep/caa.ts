/** Which authorities the domain lets issue certificates (RFC 8659): its CAA records, or those of the nearest above it. */
import { CAA, type CaaRecord, parentOf, parseIssuerValue } from "../../dns/mod.ts";
import { hostName, needsName } from "./host_name.ts";
import { LookUps, withFacts } from "./look_ups.ts";
import type { Facts, Probe } from "./probe.ts";

/** Names have few labels; this one's owner would rather have us ask for ever. */
const MAXIMUM_LOOK_UPS = 16;

/** Properties whose value names an authority: RFC 8659 §4.2 and §4.3, RFC 9495, and the VMC guidelines' own. */
const issuerTags: ReadonlySet<string> = new Set(["issue", "issuewild", "issuemail", "issuevmc"]);

export const caa: Probe<"caa"> = {
  id: "caa",
  title: "CAA",
  allowance: 0,
  after: [],
  notApplicable: ({ plan }) => needsName(plan),
  async run(context) {
    const lookUps = new LookUps(context);
    const told = (domain: string | null, records: readonly CaaRecord[], malformed: readonly string[]) => ({
      domain,
      records: records.map(describe),
      malformed: [...malformed],
      authenticated: lookUps.authenticated,
      look_ups: lookUps.told,
    });
    try {
      // §3: from the name up to the root, which has none.
      for (let name = hostName(context.plan)!; name !== "."; name = parentOf(name)!) {
        if (lookUps.told.length === MAXIMUM_LOOK_UPS) break;
        const { records, malformed } = await lookUps.ask(name, CAA);
        if (records.length + malformed.length > 0) {
          return told(name, records, malformed.map(({ problem }) => problem));
        }
      }
      return told(null, [], []);
    } catch (error) {
      throw withFacts<"caa">(error, told(null, [], []));
    }
  },
};

function describe({ critical, tag, value }: CaaRecord): Facts<"caa">["records"][number] {
  if (issuerTags.has(tag)) {
    const parsed = parseIssuerValue(value);
    const parameters = [...parsed?.parameters ?? []];
    return { critical, tag, value, issuer: parsed?.issuer ?? null, parameters, valid: parsed !== null };
  }
  // RFC 8659 §4.4: a URL to report to, by mail or by HTTP.
  const valid = tag === "iodef" ? /^(?:mailto|https?):/i.test(value) && URL.canParse(value) : null;
  return { critical, tag, value, issuer: null, parameters: [], valid };
}
