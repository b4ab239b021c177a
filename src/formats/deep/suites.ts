import type { DeepFacts } from "../../report/mod.ts";
import { type DeepSection, learnt, nameOf, row } from "./row.ts";

type Version = NonNullable<DeepFacts["cipher_suites"]>["versions"][number];

export const suites: DeepSection = {
  id: "suites",
  title: "Cipher suites",
  rows: ({ cipher_suites }) =>
    learnt(cipher_suites, ({ versions }) =>
      versions.map((version) =>
        row(
          nameOf(version.version),
          preferences[version.preference],
          ...version.suites.map(suite),
          ...version.complete ? [] : ["and perhaps more: the server stopped answering"],
        )
      )),
};

const preferences: Readonly<Record<Version["preference"], string>> = {
  server: "in the server's order:",
  client: "in the client's order:",
  unknown: "",
};

function suite({ cipher_suite, named_group, finite_field }: Version["suites"][number]): string {
  const exchange = named_group !== null
    ? nameOf(named_group)
    : finite_field !== null
    ? finite_field.name ?? `DH ${finite_field.bits} bits`
    : null;
  return exchange === null ? nameOf(cipher_suite) : `${nameOf(cipher_suite)} (${exchange})`;
}
