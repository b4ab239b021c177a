/** testssl.sh's flat JSON: findings with an identifier and a sentence. */
import {
  anyVersion,
  type Feature,
  groupByName,
  type Preference,
  suiteByName,
  type ToolFacts,
  versionByName,
} from "./tool_facts.ts";

interface Finding {
  readonly id: string;
  readonly finding: string;
}

export function readTestssl(json: string): ToolFacts {
  const findings = new Map(
    // A server with two certificates has the findings about them twice
    (JSON.parse(json) as Finding[]).map(({ id, finding }) => [id.replace(" <cert#1>", ""), finding]),
  );
  const names = (id: string) => findings.get(id)?.split(" ").filter((name) => name !== "");
  const versions = new Map(protocolIds.flatMap((id): [string, boolean][] => {
    const finding = findings.get(id);
    return finding === undefined ? [] : [[versionByName(id), /^(offered|vulnerable with)/.test(finding)]];
  }));
  const ordered = [...findings.keys()].flatMap((id): [string, string[]][] => {
    const [, version] = /^cipherorder_(.*)$/.exec(id) ?? [];
    return version === undefined ? [] : [[versionByName(version), names(id)!.map(suiteByName)]];
  });
  const forwardSecret = names("PFS_ciphers")?.map(suiteByName);
  const ownPrime = /^Unknown DH group \((\d+) bits\)$/.exec(findings.get("DH_groups") ?? "");
  const fields = (names("DH_groups") ?? []).filter((name) => name.startsWith("ffdhe"));
  const groups = [...names("PFS_ECDHE_curves") ?? [], ...fields].map(groupByName);
  return {
    versions,
    suites: new Map([...ordered, ...(forwardSecret ? [[anyVersion, forwardSecret] as const] : [])]),
    preference: preferenceOf(findings.get("cipher_order") ?? "", versions),
    groups: new Map(groups.length > 0 ? [[anyVersion, groups]] : []),
    schemes: new Map(),
    primeBits: ownPrime && new Set([Number(ownPrime[1])]),
    features: new Map(featuresOf(findings)),
  };
}

const protocolIds = ["SSLv2", "SSLv3", "TLS1", "TLS1_1", "TLS1_2", "TLS1_3"];

/** It tells TLS 1.3 apart, and all older versions by one of them. */
function preferenceOf(finding: string, versions: ToolFacts["versions"]): Map<string, Preference> {
  const said = orders.find(([pattern]) => pattern.test(finding));
  if (said === undefined) return new Map();
  const [, tls13, older] = said;
  const accepted = [...versions].flatMap(([version, isAccepted]) => isAccepted ? [version] : []);
  return new Map(accepted.map((version) => [version, version === "TLS 1.3" ? tls13 : older]));
}

const orders: readonly (readonly [RegExp, tls13: Preference, older: Preference])[] = [
  [/^server -- TLS 1\.3 client determined/, "client", "server"],
  [/^server -- < TLS 1\.3 client determined/, "server", "client"],
  [/^server/, "server", "server"],
  [/^not a cipher order/i, "client", "client"],
];

function featuresOf(findings: ReadonlyMap<string, string>): [Feature, boolean][] {
  return told.flatMap(([feature, id, yes, no]): [Feature, boolean][] => {
    const finding = findings.get(id);
    if (finding === undefined) return [];
    if (yes.test(finding)) return [[feature, true]];
    return no?.test(finding) ? [[feature, false]] : [];
  });
}

/**
 * A feature, the finding about it, and what this says when there is such a thing, and when there is not; `null`: it
 * says nothing then.
 */
const told: readonly (readonly [Feature, id: string, yes: RegExp, no: RegExp | null])[] = [
  ["session tickets", "sessionresumption_ticket", /^supported/, /^not supported/],
  ["session IDs", "sessionresumption_ID", /^supported/, /^not supported/],
  ["secure renegotiation", "secure_renego", /^supported/, /^VULNERABLE/],
  ["renegotiation by the client", "secure_client_renego", /^VULNERABLE/, /^not vulnerable$/],
  ["fallback SCSV", "fallback_SCSV", /^supported/, /^(NOT supported|received non-RFC)/],
  ["compression", "CRIME_TLS", /^VULNERABLE/, /^not vulnerable/],
  ["OCSP stapling", "OCSP_stapling", /^offered/, /^not offered/],
  ["ALPN h2", "ALPN", /^h2/, /^not offered/],
  ["ALPN h2", "ALPN_HTTP2", /^h2/, /^not offered/],
  ["ALPN http/1.1", "ALPN", /http\/1\.1/, /^not offered/],
  ["extended main secret", "TLS_extensions", /'extended master secret\/#23'/, /^'/],
  // RFC 7366 §2: a server answers it with a CBC suite only, and there may be none
  ["encrypt-then-MAC", "TLS_extensions", /'encrypt-then-mac\/#22'/, null],
];
