/** What a probe is: a question about the server that takes connections of its own, and the facts that answer it. */
import type { Address, Deadline, Runtime } from "../../net/mod.ts";
import type { DeepFacts, ProbeId } from "../../report/mod.ts";
import type { HandshakeLog, Offer } from "../../tls/mod.ts";
import type { TrustStore } from "../../x509/mod.ts";
import type { HandshakePlan } from "../handshake.ts";
import type { Connections } from "./connections.ts";
import type { Visit } from "./visit.ts";

export type Facts<Id extends ProbeId> = NonNullable<DeepFacts[Id]>;

/** What is known before a probe begins. */
export interface Situation {
  readonly plan: HandshakePlan;
  /** The one that was checked: all further connections go there. */
  readonly address: Address;
  /** Of the check's own handshake. */
  readonly log: HandshakeLog;
  /** Whom the check trusts. */
  readonly trustStore: TrustStore;
  /** The ClientHello that the server answered in the check, or the ordinary one: what probes vary. */
  readonly offer: Offer;
  /** It takes what is said to it and answers nothing. */
  readonly isMute: boolean;
  /** The check itself, where it is as good as a visit of a probe's own. */
  readonly visit: Visit | null;
}

export interface ProbeContext extends Situation {
  /** Counts against the probe's allowance; for other hosts than the target. */
  readonly runtime: Runtime;
  /** To the target. */
  readonly connections: Connections;
  readonly deadline: Deadline;
  /** What the probes of `after` found out; `null` where they were not completed. */
  readonly facts: DeepFacts;
}

export interface Probe<Id extends ProbeId = ProbeId> {
  readonly id: Id;
  readonly title: string;
  /** Connections that it uses at most; one more is refused to it. */
  readonly allowance: number;
  /** Probes whose facts it reads; it begins when they have ended. */
  readonly after: readonly ProbeId[];
  /** Why there is nothing to ask, as a sentence without its period; `null`: there is. */
  notApplicable(situation: Situation, facts: DeepFacts): string | null;
  /** Rejects with `ProbeFailed` when the answer cannot be had; every other error is a bug. */
  run(context: ProbeContext): Promise<Facts<Id>>;
}

/** A question that was not answered, or not wholly: the facts found by then are kept. */
export class ProbeFailed<Id extends ProbeId = ProbeId> extends Error {
  override readonly name = "ProbeFailed";

  /** `message`: why, as a sentence without its period. */
  constructor(message: string, readonly facts: Facts<Id> | null = null) {
    super(message);
  }
}
