/** The check as it goes: which steps are settled, told in the order of the wire. */
import type { HandshakeFacts, InternalFailure, IssuerFetch } from "../probes/mod.ts";
import type { Native, RenewalInfo, Revocation, Step, StepId } from "../report/mod.ts";
import { buildSteps, wireOrder } from "../steps/mod.ts";
import { evidenceOf, type ResumableSession } from "../tls/mod.ts";
import type { Judgement, TransparencyJudgement } from "../x509/mod.ts";
import type { CheckPlan } from "./plan.ts";

export class Progress {
  facts: HandshakeFacts;
  judgement: Judgement | null = null;
  judgementFailure: InternalFailure | null = null;
  /** `null` unless certificates were missing and looked for. */
  issuerFetches: readonly IssuerFetch[] | null = null;
  /** `null` when nothing was stapled and nothing was asked. */
  revocation: readonly Revocation[] | null = null;
  /** `null` when nobody asked. */
  renewalInfo: RenewalInfo | null = null;
  transparency: TransparencyJudgement | null = null;
  fallback: Native | null = null;
  /** For a deep check: what the server gave to come back with. */
  readonly sessions: ResumableSession[] = [];
  readonly #plan: CheckPlan;
  readonly #onStep: ((step: Step) => void) | null;
  readonly #told = new Map<StepId, Step>();

  /** `onStep` is told each step once. */
  constructor(plan: CheckPlan, startedMs: number, onStep: ((step: Step) => void) | null) {
    this.#plan = plan;
    this.facts = noFacts(startedMs, null);
    this.#onStep = onStep;
  }

  steps(): Step[] {
    return buildSteps({
      facts: this.facts,
      chain: this.judgement?.chain ?? null,
      certificates: this.judgement?.certificates ?? [],
      issuerFetches: this.issuerFetches,
      revocation: this.revocation,
      timestamps: this.transparency?.timestamps ?? null,
      judgementFailure: this.judgementFailure,
      leaf: this.judgement?.leaf ?? null,
      trustedRoots: this.#plan.trustStore.provenance,
      verifiedName: this.#plan.verifiedName,
      port: this.#plan.target.port,
      fallback: this.fallback,
    });
  }

  /** Tells every step up to `last` that was not told yet. */
  tellUpTo(last: StepId): void {
    if (this.#onStep === null) return;
    const order = wireOrder(this.#protocolVersion());
    const due = order.slice(0, order.indexOf(last) + 1).filter((id) => !this.#told.has(id));
    if (due.length === 0) return;
    this.#tell(this.steps(), due);
  }

  /** Ends the check at the first step that was not told yet, and gives all of them as they are then. */
  abandon(failure: InternalFailure): Step[] {
    const untold = wireOrder(this.#protocolVersion()).filter((id) => !this.#told.has(id));
    const blank = buildSteps({
      facts: noFacts(this.facts.startedMs, failure),
      chain: null,
      certificates: [],
      issuerFetches: null,
      revocation: null,
      timestamps: null,
      judgementFailure: null,
      leaf: null,
      trustedRoots: this.#plan.trustStore.provenance,
      verifiedName: this.#plan.verifiedName,
      port: this.#plan.target.port,
      fallback: null,
    });
    const steps = blank.map((step): Step => {
      if (step.id !== untold[0]) return this.#told.get(step.id) ?? step;
      return { ...step, status: "fail", facts: [], error: { ...failure, alert: null } };
    });
    this.#tell(steps, untold);
    return steps;
  }

  #tell(steps: readonly Step[], due: readonly StepId[]): void {
    for (const id of due) {
      const step = steps.find((step) => step.id === id)!;
      this.#told.set(id, step);
      this.#onStep?.(step);
    }
  }

  #protocolVersion(): number | null {
    const { log } = this.facts;
    return log && (evidenceOf(log, "server_hello")?.evidence.protocolVersion ?? null);
  }
}

/** Before anything was done. */
function noFacts(startedMs: number, failure: InternalFailure | null): HandshakeFacts {
  return {
    startedMs,
    dns: { source: "resolver", addresses: [], failure, startedMs, endedMs: startedMs },
    tcp: null,
    starttls: null,
    attempts: [],
    log: null,
    exchange: null,
    endedMs: startedMs,
  };
}
