/** What a probe asks of the DNS resolver: every answer is told, and what is none ends the probe. */
import { type Answer, lookUp, type RecordType, refusalOf } from "../../dns/mod.ts";
import { type Deadline, NetworkError, type Runtime } from "../../net/mod.ts";
import { dnsResponseCodes } from "../../registry/mod.ts";
import type { ProbeId } from "../../report/mod.ts";
import { type Facts, ProbeFailed } from "./probe.ts";

/** For one question: a resolver may have to ask many others. */
const PATIENCE_MS = 5_000;

type LookUp = Facts<"caa">["look_ups"][number];

export class LookUps {
  readonly #told: LookUp[] = [];
  readonly #runtime: Runtime;
  readonly #deadline: Deadline;

  constructor({ runtime, deadline }: { readonly runtime: Runtime; readonly deadline: Deadline }) {
    this.#runtime = runtime;
    this.#deadline = deadline;
  }

  /** In order. */
  get told(): readonly LookUp[] {
    return this.#told;
  }

  /** Of the last answer; `null` before there was one. */
  get authenticated(): boolean | null {
    return this.#told.at(-1)?.authenticated ?? null;
  }

  /** Rejects with `ProbeFailed` when the resolver or the name servers have no answer. */
  async ask<T>(name: string, type: RecordType<T>): Promise<Answer<T>> {
    const answer = await this.#answer(name, type);
    this.#told.push({
      name,
      type: type.name,
      response_code: dnsResponseCodes.codePoint(answer.responseCode),
      authenticated: answer.authenticData,
      aliases: [...answer.aliases],
      ttl_seconds: answer.ttl,
    });
    const refusal = refusalOf(answer.responseCode);
    if (refusal === null) return answer;
    throw new ProbeFailed(`Looking up ${type.name} records of "${name}" failed: ${refusal}`);
  }

  async #answer<T>(name: string, type: RecordType<T>): Promise<Answer<T>> {
    const { exchangeDns } = this.#runtime;
    if (exchangeDns === undefined) throw new ProbeFailed("No DNS resolver is known here");
    using patience = this.#deadline.within(PATIENCE_MS);
    try {
      return await lookUp(exchangeDns, name, type, patience);
    } catch (error) {
      throw error instanceof NetworkError ? new ProbeFailed(error.message) : error;
    }
  }
}

/** A failure of the probe takes with it what was learnt until then. To be thrown. */
export function withFacts<Id extends ProbeId>(error: unknown, facts: Facts<Id>): unknown {
  return error instanceof ProbeFailed ? new ProbeFailed<Id>(error.message, facts) : error;
}
