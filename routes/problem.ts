/** Errors for programs: `application/problem+json` (RFC 9457). */
import type { Context } from "hono";
import { OptionError } from "../src/check_options.ts";
import { escapeInJson } from "../src/formats/escape.ts";
import { Refusal, type RefusalStatus } from "./limits/refusal.ts";
import { prose } from "./prose.ts";
import { asJson, type Json } from "./typed.ts";

export interface Problem {
  readonly status: 400 | 401 | 404 | 405 | 415 | 500 | RefusalStatus;
  /** With no `type` of its own, it is the status's phrase. */
  readonly title: string;
  readonly detail: string;
  /** The parameter at fault, with what would fit. */
  readonly field?: string;
  readonly hint?: string;
  /** Whole seconds after which it may go through, as in `Retry-After`. */
  readonly retry_after?: number;
}

/** RFC 9457 §4.2.1: the status says it all. */
export interface ProblemBody extends Problem {
  readonly type: "about:blank";
}

export function problemBody(problem: Problem): ProblemBody {
  return { type: "about:blank", ...problem };
}

export function problem(c: Context, body: Problem): Json<ProblemBody, Problem["status"]> {
  c.header("Content-Type", "application/problem+json");
  c.header("Cache-Control", "no-store");
  return asJson(c, escapeInJson(JSON.stringify(problemBody(body))), body.status);
}

/** Answers input that does not fit; every other error is thrown on. */
export function optionProblem(c: Context, error: unknown): Json<ProblemBody, Problem["status"]> {
  const about = problemOf(error);
  if (about === null || error instanceof Refusal) throw error;
  return problem(c, about);
}

/** `null` for what is neither input that does not fit nor a refusal. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof OptionError) {
    const { message: detail, field, hint } = error;
    return { status: 400, title: "Bad Request", detail, field, hint };
  }
  if (error instanceof Refusal) {
    const { status, message: detail, hint, field, retryAfter } = error;
    return {
      status,
      title: prose.refusal.phrase[status],
      detail,
      ...(field === null ? {} : { field }),
      hint,
      ...(retryAfter === null ? {} : { retry_after: retryAfter }),
    };
  }
  return null;
}
