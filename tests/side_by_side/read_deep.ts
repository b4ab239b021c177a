/** Our own report of a deep check. */
import type { CodePoint, Report } from "../../src/report/mod.ts";
import type { Feature, Preference, ToolFacts } from "./tool_facts.ts";

export function readDeep({ connection, deep }: Report): ToolFacts {
  const facts = deep?.facts;
  const suites = facts?.cipher_suites?.versions ?? [];
  const groups = facts?.named_groups?.versions ?? [];
  const schemes = facts?.signature_schemes?.versions ?? [];
  const older = suites.filter(({ version }) => nameOf(version) !== "TLS 1.3");
  const chosen = facts?.named_groups?.finite_fields ?? [];
  const fields = [
    ...older.flatMap(({ suites }) => suites.flatMap(({ finite_field }) => finite_field ?? [])),
    ...chosen.filter(({ groups_offered }) => !groups_offered),
  ];
  const ofRfc7919 = chosen.flatMap(({ groups_offered, name }) =>
    groups_offered && name?.startsWith("ffdhe") ? [name] : []
  );
  return {
    versions: new Map(
      (facts?.protocol_versions?.versions ?? []).flatMap(({ version, accepted }) =>
        accepted === null ? [] : [[nameOf(version), accepted]]
      ),
    ),
    suites: new Map(suites.map(({ version, suites }) => [
      nameOf(version),
      suites.map(({ cipher_suite }) => nameOf(cipher_suite)),
    ])),
    preference: new Map(
      suites.flatMap(({ version, preference }): [string, Preference][] =>
        preference === "unknown" ? [] : [[nameOf(version), preference]]
      ),
    ),
    groups: new Map(groups.map(({ version, groups }) => [
      nameOf(version),
      [...groups.map(nameOf), ...nameOf(version) === "TLS 1.3" ? [] : ofRfc7919],
    ])),
    schemes: new Map(schemes.map(({ version, schemes }) => [nameOf(version), schemes.map(nameOf)])),
    primeBits: facts?.cipher_suites ? new Set(fields.map(({ bits }) => bits)) : null,
    features: new Map(
      featuresOf(connection, facts).filter((entry): entry is [Feature, boolean] => entry[1] !== null),
    ),
  };
}

function featuresOf(
  connection: Report["connection"],
  facts: NonNullable<Report["deep"]>["facts"] | undefined,
) {
  const known = (
    feature: Feature,
    has: boolean | null | undefined,
  ): [Feature, boolean | null] => [feature, has ?? null];
  const resumption = facts?.session_resumption?.versions.filter(({ version }) =>
    nameOf(version) !== "TLS 1.3"
  );
  const resumes = (by: string) =>
    resumption && resumption.length > 0 &&
    resumption.some(({ mechanism, resumed }) => mechanism === by && resumed);
  const protocols = facts?.application_protocols?.accepted;
  const renegotiation = facts?.renegotiation;
  return [
    known("session tickets", resumes("session_ticket")),
    known("session IDs", resumes("session_id")),
    known("secure renegotiation", renegotiation?.secure),
    known("renegotiation by the client", renegotiation && renegotiation.client_initiated === "accepted"),
    known("fallback SCSV", facts?.downgrade_protection?.fallback_scsv?.refused),
    known("compression", facts?.compression?.accepted),
    known("OCSP stapling", connection?.ocsp_stapled),
    known("ALPN h2", protocols?.includes("h2")),
    known("ALPN http/1.1", protocols?.includes("http/1.1")),
    known("extended main secret", facts?.extensions?.extended_main_secret),
    known("encrypt-then-MAC", facts?.extensions?.encrypt_then_mac),
  ];
}

function nameOf({ name, hex }: CodePoint): string {
  return name ?? hex;
}
