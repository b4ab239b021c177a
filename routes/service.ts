/** What the resources share: the check, with this instance's runtime, defaults, gallery and limits already in it. */
import { check, type CheckEvent, checkEvents } from "../src/check.ts";
import type { CheckOptions } from "../src/check_options.ts";
import { type Evidence, withoutLocalEndpoints } from "../src/evidence/mod.ts";
import { formatJson } from "../src/formats/json.ts";
import { guarded, type Runtime } from "../src/net/mod.ts";
import type { Report } from "../src/report/mod.ts";
import type { Target } from "../src/target/mod.ts";
import { limitClient, limitTarget, vet } from "./admission.ts";
import type { AppOptions, GalleryEntry } from "./app_options.ts";
import type { Asker } from "./asker.ts";
import { evidenceKinds, type KeptEvidence } from "./evidence/files.ts";
import { EvidenceStore } from "./evidence/store.ts";
import { limitedByAddress } from "./limits/address_limit.ts";
import { type Answer, Answers, KEPT_MS } from "./limits/answers.ts";
import { Capacity } from "./limits/capacity.ts";
import type { Flight, Start } from "./limits/flight.ts";
import type { ServiceState } from "./metrics/exposition.ts";
import { Tally } from "./metrics/tally.ts";
import type { CheckRequest } from "./query.ts";
import type { Terms } from "./terms.ts";

/** Everything rejects with `OptionError` for a check that is none and `Refusal` for one that is not made. */
export interface Service {
  check(request: CheckRequest, asker: Asker): Promise<Answered>;
  /** Resolves when the check has begun; every step, and the report at the end. */
  checkEvents(request: CheckRequest, asker: Asker): Promise<AsyncIterable<CheckEvent>>;
  /** A check made for its evidence alone. */
  evidence(request: CheckRequest, asker: Asker): Promise<KeptEvidence>;
  /** What a check left here under this id; `null` when there is nothing, or no longer. */
  kept(id: string): KeptEvidence | null;
  /** The same, for one who has something to say while the check runs. */
  begin(request: CheckRequest, asker: Asker): Promise<Begun>;
  /** The steps of a check that runs here, as they settle; `null` when none of that `id` does. Asks for nothing new. */
  follow(id: string, gone: AbortSignal): AsyncIterable<CheckEvent> | null;
  /** As far as that can be said without a check. */
  validate(request: CheckRequest, asker: Asker): void;
  /** What this process has done and is doing. */
  state(): ServiceState;
  readonly gallery: readonly GalleryEntry[];
  readonly contactUrl: string | null;
}

export interface Answered {
  readonly report: Report;
  /** Of the check; every answer with its report has it. */
  readonly id: string;
  /** How old the report is, when it is not new. */
  readonly ageMs: number | null;
  /** How old it may become before whoever asked would want another. */
  readonly maxAgeMs: number;
}

export interface Begun {
  /** For `follow`. */
  readonly id: string;
  readonly target: Target;
  readonly deep: boolean;
  /** The report, when the check was over before it was asked for. */
  readonly answered: Answered | null;
  /** `gone` aborts when nobody waits any more. */
  arrival(gone: AbortSignal): Promise<Answered>;
}

export function createService(runtime: Runtime, options: AppOptions): Service {
  const run = options.check ?? check;
  const runEvents = options.checkEvents ?? (options.check === undefined ? checkEvents : onlyReport);
  const gallery = options.gallery ?? [];
  const capacity = new Capacity(options.capacity);
  const answers = new Answers(undefined, options.newId);
  const tally = new Tally();
  const store = new EvidenceStore((length) => runtime.random(length));

  function withDefaults({ target, options: asked }: CheckRequest): CheckOptions {
    const anchors = [
      ...options.defaults?.anchors ?? [],
      ...gallery.find((entry) => entry.target === target)?.anchors ?? [],
    ];
    return {
      ...options.defaults,
      ...(options.contactUrl === undefined ? {} : { contactUrl: options.contactUrl }),
      ...asked,
      ...(anchors.length > 0 ? { anchors } : {}),
    };
  }

  type Run = (runtime: Runtime, target: string, options: CheckOptions) => AsyncIterable<CheckEvent>;

  async function* onlyReport(...check: Parameters<Run>): AsyncGenerator<CheckEvent> {
    yield { type: "report", report: await run(...check) };
  }

  async function answer(
    request: CheckRequest,
    asker: Asker,
    run: Run,
  ): Promise<Answer & { readonly target: Target; readonly deep: boolean }> {
    const { terms } = asker;
    const checkOptions = withDefaults(request);
    const plan = await tally.counting(async () => {
      const plan = vet(request.target, checkOptions, terms);
      await limitClient(asker);
      return plan;
    });
    let began = false;
    const start: Start = async (signal) => {
      began = true;
      const place = await tally.counting(async () => {
        await limitTarget(terms, plan);
        return await capacity.enter(signal, terms.clientLimiter === null ? null : asker.site);
      }, signal);
      return occupying(
        place,
        run(onTerms(runtime, terms, plan.deep), request.target, { ...checkOptions, signal }),
      );
    };
    const found: Answer = request.evidence
      ? answers.alone(start)
      : answers.get(keyOf(terms, request), request.maxAgeMs ?? asker.maxAgeMs, start);
    const source = began ? "check" : found.ageMs === null ? "shared" : "kept";
    asker.keepAlive(found.flight.ended.then(() => tally.answered(source, found.flight.report)));
    return { ...found, target: plan.target, deep: plan.deep };
  }

  /** `taken`: what becomes of the evidence, and what the report says of it. */
  function withEvidence({ policy }: Terms, run: Run, taken: (kept: KeptEvidence) => Report["evidence"]): Run {
    return async function* (runtime, target, options) {
      const evidence: Evidence[] = [];
      const onEvidence = (told: Evidence) =>
        // Where this machine stands inside is not for everyone.
        void evidence.push(policy === null ? told : withoutLocalEndpoints(told));
      for await (const event of run(runtime, target, { ...options, onEvidence })) {
        const [told] = evidence;
        if (event.type !== "report" || told === undefined) yield event;
        else {
          const json = formatJson(event.report, { several: false });
          yield { ...event, report: { ...event.report, evidence: taken({ evidence: told, json }) } };
        }
      }
    };
  }

  function keep(kept: KeptEvidence): Report["evidence"] {
    if (options.keepsEvidence === false) return null;
    const { id, expiresAt } = store.keep(kept);
    const files = evidenceKinds.map((kind) => `/evidence/${id}.${kind}`);
    return { id, expires_at: expiresAt.toISOString(), files };
  }

  function keepingEvidence({ evidence }: CheckRequest, { terms }: Asker, run: Run): Run {
    return evidence ? withEvidence(terms, run, keep) : run;
  }

  return {
    async check(request, asker) {
      const { flight, ageMs } = await answer(request, asker, keepingEvidence(request, asker, onlyReport));
      return answered(await flight.arrival(asker.gone), flight, ageMs, maxAgeOf(request, asker));
    },

    async checkEvents(request, asker) {
      const { flight, ageMs } = await answer(request, asker, keepingEvidence(request, asker, runEvents));
      await flight.begun;
      return markedReports(flight.events(asker.gone), ageMs !== null);
    },

    async evidence(request, asker) {
      const taken: KeptEvidence[] = [];
      const run = withEvidence(asker.terms, onlyReport, (kept) => {
        taken.push(kept);
        return null;
      });
      const { flight } = await answer({ ...request, evidence: true }, asker, run);
      await flight.arrival(asker.gone);
      return taken[0]!;
    },

    kept: (id) => store.get(id),

    async begin(request, asker) {
      const { flight, ageMs, target, deep } = await answer(
        request,
        asker,
        keepingEvidence(request, asker, runEvents),
      );
      await flight.begun;
      const maxAgeMs = maxAgeOf(request, asker);
      return {
        id: flight.id,
        target,
        deep,
        answered: ageMs !== null && flight.report !== null
          ? answered(flight.report, flight, ageMs, maxAgeMs)
          : null,
        arrival: async (gone) => answered(await flight.arrival(gone), flight, ageMs, maxAgeMs),
      };
    },

    follow: (id, gone) => answers.running(id)?.steps(gone) ?? null,
    state: () => ({ tally, running: capacity.running, waiting: capacity.waiting, runtime }),
    validate: (request, { terms }) => void vet(request.target, withDefaults(request), terms),
    gallery,
    contactUrl: options.contactUrl ?? null,
  };
}

function answered(report: Report, { id }: Flight, ageMs: number | null, maxAgeMs: number): Answered {
  return { report: { ...report, from_cache: ageMs !== null }, id, ageMs, maxAgeMs };
}

function maxAgeOf(request: CheckRequest, { terms }: Asker): number {
  return Math.min(request.maxAgeMs ?? terms.maxAgeMs, KEPT_MS);
}

function onTerms(runtime: Runtime, { policy, addressLimits }: Terms, isDeep: boolean): Runtime {
  const limited = addressLimits === null ? runtime : limitedByAddress(runtime, addressLimits, isDeep);
  return policy === null ? limited : guarded(limited, policy);
}

/** Everything that the report depends on, and that is not the same for all. */
function keyOf({ name }: Terms, { target, options }: CheckRequest): string {
  const asked = Object.entries(options).toSorted(([a], [b]) => a < b ? -1 : 1);
  return JSON.stringify([name, target, asked]);
}

async function* occupying(place: Disposable, events: AsyncIterable<CheckEvent>): AsyncGenerator<CheckEvent> {
  using _place = place;
  yield* events;
}

async function* markedReports(
  events: AsyncGenerator<CheckEvent>,
  fromCache: boolean,
): AsyncGenerator<CheckEvent> {
  for await (const event of events) {
    yield event.type === "report"
      ? { type: "report", report: { ...event.report, from_cache: fromCache } }
      : event;
  }
}
