/** The steps as they are before anything has happened: what each is about, for whoever asks without a check. */
import type { Step } from "../report/mod.ts";
import { buildSteps } from "./mod.ts";

export type StepOutline = Pick<Step, "number" | "id" | "title" | "explanation" | "reference">;

export function stepOutlines(): StepOutline[] {
  return buildSteps({
    facts: {
      startedMs: 0,
      dns: { source: "resolver", startedMs: 0, endedMs: 0, addresses: [], failure: null },
      tcp: null,
      starttls: null,
      attempts: [],
      log: null,
      exchange: null,
      endedMs: 0,
    },
    chain: null,
    judgementFailure: null,
    timestamps: null,
    certificates: [],
    issuerFetches: null,
    revocation: null,
    leaf: null,
    trustedRoots: "",
    verifiedName: null,
    port: 443,
    fallback: null,
  }).map(({ number, id, title, explanation, reference }) => ({ number, id, title, explanation, reference }));
}
