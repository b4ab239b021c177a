/** Many checks, a bounded number of them at once; what each came to is a row, in the order in which they end. */
import { OptionError } from "../../src/check_options.ts";
import type { Report } from "../../src/report/mod.ts";
import type { Asker } from "../asker.ts";
import { selectFields } from "../fields.ts";
import { type Problem, type ProblemBody, problemBody, problemOf } from "../problem.ts";
import { prose } from "../prose.ts";
import type { Service } from "../service.ts";
import type { AskedCheck } from "./request.ts";

export type CheckRow =
  & {
    /** Where the target stands in the request, from 0. */
    readonly index: number;
    /** As it was given; `null` when it is no string. */
    readonly target: string | null;
  }
  & ({ readonly report: Report } | { readonly problem: ProblemBody });

interface Surroundings {
  readonly service: Service;
  readonly asker: Asker;
  readonly atOnce: number;
  /** Told of what is our own fault. */
  logError(error: unknown): void;
}

/** A reader that stops early must end `asker.gone` too, or running checks go on to their end. */
export async function* checkRows(
  asked: readonly AskedCheck[],
  surroundings: Surroundings,
): AsyncGenerator<CheckRow, void, void> {
  const { asker, atOnce } = surroundings;
  const running = new Map<number, Promise<CheckRow>>();
  let next = 0;
  const fill = () => {
    for (; running.size < atOnce && next < asked.length && !asker.gone.aborted; next++) {
      running.set(next, checkRow(next, asked[next]!, surroundings));
    }
  };
  try {
    for (fill(); running.size > 0; fill()) {
      const row = await Promise.race(running.values());
      running.delete(row.index);
      if (asker.gone.aborted) return;
      yield row;
    }
  } finally {
    await Promise.all(running.values());
  }
}

async function checkRow(
  index: number,
  { target, request }: AskedCheck,
  { service, asker, logError }: Surroundings,
): Promise<CheckRow> {
  try {
    if (request instanceof OptionError) throw request;
    const { report } = await service.check(request, asker);
    // The selection is what the client asked for, and its type is the whole.
    return { index, target, report: selectFields(report, request.fields) as Report };
  } catch (error) {
    const problem = problemOf(error) ?? internal;
    if (problem === internal && !asker.gone.aborted) logError(error);
    return { index, target, problem: problemBody(problem) };
  }
}

const internal: Problem = {
  status: 500,
  title: "Internal Server Error",
  detail: prose.error.internal,
};
