import { type DeepSection, learnt, listOf, nameOf, row, yesNo } from "./row.ts";
import type { DeepFacts } from "../../report/mod.ts";

export const versions: DeepSection = {
  id: "versions",
  title: "Versions",
  rows: ({ protocol_versions, downgrade_protection }) => [
    ...learnt(protocol_versions, ({ versions, tolerance }) => [
      row(
        "Accepted",
        listOf(versions.filter(({ accepted }) => accepted).map(({ version }) => nameOf(version))),
      ),
      row(
        "Refused",
        listOf(versions.filter(({ accepted }) => accepted === false).map(({ version }) => nameOf(version))),
      ),
      ...versions.filter(({ accepted }) => accepted === null).map(({ version, refusal }) =>
        row(nameOf(version), refusal?.message ?? "not known")
      ),
      ...tolerance.filter(({ tolerated }) => tolerated === false).map(({ test, refusal }) =>
        row(`Tolerates ${tests[test]}`, `no: ${refusal?.message ?? "it did not answer as it should"}`)
      ),
    ]),
    ...learnt(downgrade_protection, ({ sentinels, fallback_scsv }) => [
      ...sentinels.map(({ version, found, expected }) =>
        row(
          `Downgrade to ${nameOf(version)}`,
          found === expected ? "is marked as it should be" : "is not marked",
        )
      ),
      ...fallback_scsv === null
        ? []
        : [row("Fallback refused", `${yesNo(fallback_scsv.refused)} (TLS_FALLBACK_SCSV)`)],
    ]),
  ],
};

const tests: Readonly<
  Record<NonNullable<DeepFacts["protocol_versions"]>["tolerance"][number]["test"], string>
> = {
  newer_legacy_version: "a newer legacy_version",
  newer_supported_version: "a version that is not known yet",
  unknown_extension: "an unknown extension",
  unknown_cipher_suite: "an unknown cipher suite",
};
