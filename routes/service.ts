/** What the resources share: the check, with this instance's runtime, defaults, gallery and limits already in it. */
import { check, type CheckEvent, checkEvents } from "../src/check.ts";
import type { CheckOptions } from "../src/check_options.ts";
import { guarded, type Runtime } from "../src/net/mod.ts";
import type { Report } from "../src/report/mod.ts";
import { limitClient, limitTarget, vet } from "./admission.ts";
import type { AppOptions, GalleryEntry } from "./app_options.ts";
import type { Asker } from "./asker.ts";
import { limitedByAddress } from "./limits/address_limit.ts";
import { type Answer, Answers } from "./limits/answers.ts";
import { Capacity } from "./limits/capacity.ts";
import type { CheckRequest } from "./query.ts";
import type { Terms } from "./terms.ts";

/** Everything rejects with `OptionError` for a check that is none and `Refusal` for one that is not made. */
export interface Service {
  check(request: CheckRequest, asker: Asker): Promise<Answered>;
  /** Resolves when the check has begun; every step, and the report at the end. */
  checkEvents(request: CheckRequest, asker: Asker): Promise<AsyncIterable<CheckEvent>>;
  /** As far as that can be said without a check. */
  validate(request: CheckRequest, asker: Asker): void;
  readonly gallery: readonly GalleryEntry[];
  readonly contactUrl: string | null;
}

export interface Answered {
  readonly report: Report;
  /** How old the report is, when it is not new. */
  readonly ageMs: number | null;
}

export function createService(runtime: Runtime, options: AppOptions): Service {
  const run = options.check ?? check;
  const runEvents = options.checkEvents ?? checkEvents;
  const gallery = options.gallery ?? [];
  const capacity = new Capacity(options.capacity);
  const answers = new Answers();

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

  async function answer(request: CheckRequest, asker: Asker, run: Run): Promise<Answer> {
    const { terms } = asker;
    const checkOptions = withDefaults(request);
    const plan = vet(request.target, checkOptions, terms);
    await limitClient(asker);
    const found = answers.get(
      keyOf(terms, request.target, checkOptions),
      request.maxAgeMs ?? asker.maxAgeMs,
      async (signal) => {
        await limitTarget(terms, plan);
        const place = await capacity.enter(signal);
        return occupying(place, run(onTerms(runtime, terms), request.target, { ...checkOptions, signal }));
      },
    );
    asker.keepAlive(found.flight.ended);
    return found;
  }

  return {
    async check(request, asker) {
      const { flight, ageMs } = await answer(
        request,
        asker,
        async function* (...check) {
          yield { type: "report", report: await run(...check) };
        },
      );
      const report = await flight.arrival(asker.gone);
      return { report: { ...report, from_cache: ageMs !== null }, ageMs };
    },

    async checkEvents(request, asker) {
      const { flight, ageMs } = await answer(request, asker, runEvents);
      await flight.begun;
      return markedReports(flight.events(asker.gone), ageMs !== null);
    },

    validate: (request, { terms }) => void vet(request.target, withDefaults(request), terms),
    gallery,
    contactUrl: options.contactUrl ?? null,
  };
}

function onTerms(runtime: Runtime, { policy, addressLimiter }: Terms): Runtime {
  const limited = addressLimiter === null ? runtime : limitedByAddress(runtime, addressLimiter);
  return policy === null ? limited : guarded(limited, policy);
}

/** Everything that the report depends on. */
function keyOf({ name }: Terms, target: string, options: CheckOptions): string {
  // The list of logs is the same for all, and long.
  const { ctLogs: _ours, ...others } = options;
  const asked = Object.entries(others).toSorted(([a], [b]) => a < b ? -1 : 1);
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
