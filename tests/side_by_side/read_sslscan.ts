/** sslscan's XML. It tries each suite in turn, in what it calls the order of the server. */
import { groupByValue, schemeByValue, suiteByValue, type ToolFacts, versionByName } from "./tool_facts.ts";

export function readSslscan(xml: string): ToolFacts {
  const elements = (name: string) =>
    [...xml.matchAll(new RegExp(`<${name} ([^>]*?)/>`, "g"))].map(([, attributes]) => read(attributes!));
  const versions = elements("protocol").map(({ type, version, enabled }) =>
    [versionByName(`${type}${version}`), enabled === "1"] as const
  );
  const ciphers = elements("cipher");
  const [renegotiation] = elements("renegotiation");
  return {
    versions: new Map(versions),
    suites: byVersion(ciphers, ({ id }) => suiteByValue(Number(id))),
    preference: new Map(),
    groups: byVersion(elements("group"), ({ id }) => groupByValue(Number(id))),
    // Any: it came to a handshake with a scheme that nobody has, and so learnt nothing of those that there are
    schemes: byVersion(
      elements("connection-signature-algorithm").filter(({ name }) => name !== "ANY"),
      ({ id }) => schemeByValue(Number(id)),
    ),
    primeBits: new Set(
      ciphers.flatMap(({ dhebits, dhbits }) => [dhebits ?? dhbits ?? []].flat().map(Number)),
    ),
    features: new Map(renegotiation && [["secure renegotiation", renegotiation.secure === "1"]]),
  };
}

type Attributes = Readonly<Record<string, string>>;

function read(attributes: string): Attributes {
  return Object.fromEntries(
    [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
}

function byVersion(
  elements: readonly Attributes[],
  name: (element: Attributes) => string,
): ReadonlyMap<string, readonly string[]> {
  const groups = Map.groupBy(elements, ({ sslversion }) => versionByName(sslversion!));
  return new Map(Array.from(groups, ([version, members]) => [version, members.map(name)]));
}
