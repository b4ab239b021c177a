/** The report's types, all derived from the schema. Import from here: it costs nothing at run time. */
import type { z } from "zod";
import type * as schema from "./schema.ts";

/** A type whose arrays and properties are not to be written, all the way down. */
export type Immutable<T> = T extends (infer Item)[] ? readonly Immutable<Item>[]
  : T extends object ? { readonly [Key in keyof T]: Immutable<T[Key]> }
  : T;

export type Report = Immutable<z.infer<typeof schema.reportSchema>>;
export type Target = Report["target"];
export type Attempt = Report["attempts"][number];
export type Step = Report["steps"][number];
export type StepId = Step["id"];
export type StepError = NonNullable<Step["error"]>;
export type Fact = Step["facts"][number];
export type Message = Report["messages"][number];
export type WireRecord = NonNullable<Report["records"]>[number];
export type Field = Message["fields"][number];
export type CodePoint = Message["content_type"];
export type Connection = NonNullable<Report["connection"]>;
export type Stable = NonNullable<Report["stable"]>;
export type Certificate = Report["certificates"][number];
export type Chain = NonNullable<Report["chain"]>;
export type ChainError = NonNullable<Chain["error"]>;
export type ChainErrorCode = ChainError["code"];
export type SignedCertificateTimestamp = NonNullable<Report["transparency"]>[number];
export type Revocation = NonNullable<Report["revocation"]>[number];
export type Expiry = NonNullable<Report["expiry"]>;
export type RenewalInfo = NonNullable<Report["renewal_info"]>;
export type Deep = NonNullable<Report["deep"]>;
export type DeepFacts = Deep["facts"];
export type Attack = NonNullable<Deep["attacks"]>[number];
export type Probe = Deep["probes"][number];
export type ProbeId = Probe["id"];
export type Grade = NonNullable<Deep["grade"]>;
export type Profile = NonNullable<Deep["profile"]>;
export type Native = NonNullable<Report["native"]>;
export type Finding = Report["findings"][number];
export type Severity = Finding["severity"];
export type Verdict = Report["verdict"];
export type Timings = Report["timings"];
