import type { Observation } from "../../src/watch/observation.ts";
import { prose } from "../prose.ts";

/** The verdict and its sentence; the sentence of a check that could not be made says so itself. */
export function VerdictInWords({ observation: { verdict, summary } }: { readonly observation: Observation }) {
  if (verdict === "unknown") return <strong>{summary}</strong>;
  return (
    <>
      <strong>{prose.verdict[verdict]}</strong>: {summary}
    </>
  );
}
