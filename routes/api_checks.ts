/**
 * Many checks in one request: as lines of JSON, each when its check ends, or as one array in the order of the
 * targets. What is wrong with a target, or refused it, is its row's `problem`, and the others go on.
 *
 * A page of another site cannot use it: JSON is what a browser sends across sites only after asking, and nobody
 * answers that (https://fetch.spec.whatwg.org/#cors-safelisted-request-header).
 */
import { type Context, type Env, Hono } from "hono";
import { accepts } from "hono/accepts";
import { bodyLimit } from "hono/body-limit";
import { escapeInJson } from "../src/formats/escape.ts";
import type { BatchOptions } from "./app_options.ts";
import { type ChecksRequest, readChecksRequest } from "./checks/request.ts";
import { type CheckRow, checkRows } from "./checks/rows.ts";
import { Refusal } from "./limits/refusal.ts";
import { optionProblem, type Problem, problem, type ProblemBody } from "./problem.ts";
import type { Service } from "./service.ts";
import { asJson, type Json } from "./typed.ts";
import { isFromAnotherSite } from "./whence.ts";

export const checksPath = "/api/v1/checks";
/** A hundred targets, each with more options than anyone gives. */
export const CHECKS_BODY_OCTETS_MAX = 256 * 1024;

const lines = "application/x-ndjson";

interface Input {
  readonly in: { readonly json: ChecksRequest };
}

export function apiChecks(service: Service, { atOnce = 8 }: BatchOptions = {}) {
  return new Hono().post(
    checksPath,
    bodyLimit({ maxSize: CHECKS_BODY_OCTETS_MAX, onError: refuseLength }),
    async (
      c: Context<Env, typeof checksPath, Input>,
    ): Promise<Json<CheckRow[]> | Json<ProblemBody, Problem["status"]>> => {
      if (isFromAnotherSite(c.req.raw)) return problem(c, fromAnotherSite);
      if (!/^application\/json(?:$|[\s;])/i.test(c.req.header("Content-Type") ?? "")) {
        return problem(c, notJson);
      }
      try {
        const asked = readChecksRequest(await c.req.text());
        const asker = c.get("asker");
        const left = new AbortController();
        const rows = checkRows(asked, {
          service,
          asker: { ...asker, gone: AbortSignal.any([asker.gone, left.signal]) },
          atOnce,
          logError: c.get("logError"),
        });
        c.header("Cache-Control", "no-store");
        c.header("Vary", "Accept");
        return prefersLines(c) ? asLines(c, rows, left) : await asArray(c, rows);
      } catch (error) {
        return optionProblem(c, error);
      }
    },
  );
}

function prefersLines(c: Context): boolean {
  const supports = ["application/json", lines];
  return accepts(c, { header: "Accept", supports, default: "application/json" }) === lines;
}

/** Typed as the array that a client gets who does not ask for lines. */
function asLines(c: Context, rows: AsyncGenerator<CheckRow>, left: AbortController): Json<CheckRow[]> {
  c.header("Content-Type", lines);
  c.header("X-Accel-Buffering", "no");
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await rows.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`${escapeInJson(JSON.stringify(value))}\n`));
    },
    async cancel() {
      left.abort();
      await rows.return(undefined);
    },
  });
  return c.body(body) as unknown as Json<CheckRow[]>;
}

async function asArray(c: Context, rows: AsyncGenerator<CheckRow>): Promise<Json<CheckRow[]>> {
  const all: CheckRow[] = [];
  for await (const row of rows) all[row.index] = row;
  c.header("Content-Type", "application/json");
  return asJson(c, `${escapeInJson(JSON.stringify(all))}\n`);
}

function refuseLength(): never {
  throw new Refusal(
    413,
    `The body has more than ${CHECKS_BODY_OCTETS_MAX} octets`,
    "Send fewer targets in one request",
  );
}

const notJson: Problem = {
  status: 415,
  title: "Unsupported Media Type",
  detail: "The body is not said to be JSON",
  hint: "Send it with Content-Type: application/json",
};

const fromAnotherSite: Problem = {
  status: 403,
  title: "Forbidden",
  detail: "Pages of other sites may not have checks made by the hundred",
  hint: "Ask from a program, or from a page of this service",
};
