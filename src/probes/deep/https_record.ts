/** What HTTPS records tell browsers before they connect (RFC 9460): protocols, port, hints, and keys for ECH. */
import { DecodeError, Reader } from "../../bytes/mod.ts";
import { type Answer, HTTPS, httpsRecordName, type ServiceBinding } from "../../dns/mod.ts";
import { ServiceParameterKey, serviceParameterKeys } from "../../registry/mod.ts";
import { readEchConfigList } from "../../tls/extension/mod.ts";
import { hostName, needsName } from "./host_name.ts";
import { LookUps, withFacts } from "./look_ups.ts";
import type { Facts, Probe } from "./probe.ts";

type HttpsRecord = Facts<"https_record">;
type Described = HttpsRecord["records"][number];

/** RFC 9460 §3.1: clients limit how many names they follow. */
const MAXIMUM_ALIASES = 8;

export const httpsRecord: Probe<"https_record"> = {
  id: "https_record",
  title: "HTTPS records",
  allowance: 0,
  after: [],
  notApplicable: ({ plan }) =>
    plan.protocol === "https" ? needsName(plan) : "HTTPS records are for web servers",
  async run(context) {
    const lookUps = new LookUps(context);
    const records: Described[] = [];
    const malformed: string[] = [];
    const told = (): HttpsRecord => ({
      records,
      malformed,
      authenticated: lookUps.authenticated,
      look_ups: lookUps.told,
    });
    try {
      let next: string | null = httpsRecordName(context.plan.port, hostName(context.plan)!);
      for (let aliases = 0; next !== null && aliases <= MAXIMUM_ALIASES; aliases++) {
        const answer: Answer<ServiceBinding> = await lookUps.ask(next, HTTPS);
        const owner = answer.aliases.at(-1) ?? next;
        for (const record of answer.records) records.push(describe(owner, record, malformed));
        malformed.push(...answer.malformed.map(({ problem }) => problem));
        next = aliasOf(answer.records);
      }
      return told();
    } catch (error) {
      throw withFacts<"https_record">(error, told());
    }
  },
};

/** §2.4.1: where there is one in AliasMode, those in ServiceMode beside it count for nothing. */
function aliasOf(records: readonly ServiceBinding[]): string | null {
  const alias = records.find(({ priority }) => priority === 0);
  return alias === undefined || alias.target === "." ? null : alias.target;
}

function describe(
  owner: string,
  { priority, target, parameters }: ServiceBinding,
  malformed: string[],
): Described {
  const { keys, mandatory, alpn, noDefaultAlpn, port, ipv4hint, ipv6hint, ech } = parameters;
  return {
    owner,
    priority,
    target,
    mandatory: mandatory.map(serviceParameterKeys.codePoint),
    application_protocols: alpn,
    no_default_application_protocol: noDefaultAlpn,
    port,
    ipv4_hints: ipv4hint,
    ipv6_hints: ipv6hint,
    encrypted_client_hello: ech && publicNames(ech, malformed),
    other_parameters: keys.filter((key) => !described.has(key)).map(serviceParameterKeys.codePoint),
  };
}

const described: ReadonlySet<number> = new Set([
  ServiceParameterKey.mandatory,
  ServiceParameterKey.alpn,
  ServiceParameterKey["no-default-alpn"],
  ServiceParameterKey.port,
  ServiceParameterKey.ipv4hint,
  ServiceParameterKey.ech,
  ServiceParameterKey.ipv6hint,
]);

/** RFC 9848 §3: an ECHConfigList; of configurations of other versions nothing is known. */
function publicNames(ech: Uint8Array, malformed: string[]): string[] | null {
  try {
    const reader = new Reader(ech);
    const configs = readEchConfigList(reader, "ech");
    reader.end("ech");
    return configs.flatMap(({ contents }) =>
      contents === null ? [] : new TextDecoder("latin1").decode(contents.publicName)
    );
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    malformed.push(`"ech" is no ECHConfigList: ${error.message}`);
    return null;
  }
}
