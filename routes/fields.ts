/** Which members of the report an answer has: `fields=verdict,connection`. Without it, all of them. */
import { OptionError } from "../src/check_options.ts";
import type { Report } from "../src/report/mod.ts";
import { quote } from "../src/target/target_error.ts";
import type { Parameter } from "./query.ts";

export type FieldName = keyof Report;

/** Kept complete by the compiler: the schema itself takes too long to load for a first check. */
const members: Record<FieldName, true> = {
  schema_version: true,
  target: true,
  vantage: true,
  started_at: true,
  duration_ms: true,
  verdict: true,
  summary: true,
  addresses: true,
  address: true,
  connections: true,
  timings: true,
  connection: true,
  attempts: true,
  steps: true,
  messages: true,
  records: true,
  certificates: true,
  chain: true,
  transparency: true,
  revocation: true,
  expiry: true,
  renewal_info: true,
  stable: true,
  deep: true,
  native: true,
  findings: true,
  evidence: true,
  from_cache: true,
};
const fieldNames = Object.keys(members);

export const fieldsParameter: Parameter = {
  kind: "list",
  description: "The members of the report to answer with, as in verdict,summary; all when not given",
  schema: { items: { enum: fieldNames } },
};

/** Throws `OptionError`. */
export function readFields(value: string): ReadonlySet<string> {
  const names = value.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(members, name));
  if (unknown === undefined) return new Set(names);
  throw new OptionError(
    "fields",
    unknown === "" ? "A name is missing in the list of fields" : `A report has no field ${quote(unknown)}`,
    `The fields are ${fieldNames.join(", ")}`,
  );
}

/** What was asked for, in the report's own order. `null`: everything. */
export function selectFields(report: Report, fields: ReadonlySet<string> | null): Partial<Report> {
  if (fields === null) return report;
  return Object.fromEntries(Object.entries(report).filter(([name]) => fields.has(name)));
}
