/** The check as it goes: which steps are settled, told in the order of the wire. */
import type { HandshakeFacts } from "../probes/mod.ts";
import type { Native, Step, StepId } from "../report/mod.ts";
import { buildSteps, wireOrder } from "../steps/mod.ts";
import { evidenceOf } from "../tls/mod.ts";
import type { Judgement } from "../x509/mod.ts";
import type { CheckPlan } from "./plan.ts";

export class Progress {
  facts: HandshakeFacts;
  judgement: Judgement | null = null;
  fallback: Native | null = null;
  readonly #plan: CheckPlan;
  readonly #onStep: ((step: Step) => void) | null;
  readonly #told = new Set<StepId>();

  /** `onStep` is told each step once. */
  constructor(plan: CheckPlan, facts: HandshakeFacts, onStep: ((step: Step) => void) | null) {
    this.#plan = plan;
    this.facts = facts;
    this.#onStep = onStep;
  }

  steps(): Step[] {
    return buildSteps({
      facts: this.facts,
      chain: this.judgement?.chain ?? null,
      leaf: this.judgement?.leaf ?? null,
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
    const steps = this.steps();
    for (const id of due) {
      this.#told.add(id);
      this.#onStep(steps.find((step) => step.id === id)!);
    }
  }

  #protocolVersion(): number | null {
    const { log } = this.facts;
    return log && (evidenceOf(log, "server_hello")?.evidence.protocolVersion ?? null);
  }
}
