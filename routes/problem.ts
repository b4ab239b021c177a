/** Errors for programs: `application/problem+json` (RFC 9457). */
import type { Context } from "hono";
import { OptionError } from "../src/check_options.ts";
import { escapeInJson } from "../src/formats/escape.ts";
import type { RefusalStatus } from "./limits/refusal.ts";

export interface Problem {
  readonly status: 400 | 404 | 405 | 500 | RefusalStatus;
  /** RFC 9457 §4.2.1: with no `type` of its own, the title is the status's phrase. */
  readonly title: string;
  readonly detail: string;
  /** The parameter at fault, with what would fit. */
  readonly field?: string;
  readonly hint?: string;
}

export function problem(c: Context, body: Problem): Response {
  c.header("Content-Type", "application/problem+json");
  c.header("Cache-Control", "no-store");
  return c.body(escapeInJson(JSON.stringify({ type: "about:blank", ...body })), body.status);
}

/** Answers input that does not fit; every other error is thrown on. */
export function optionProblem(c: Context, error: unknown): Response {
  if (!(error instanceof OptionError)) throw error;
  return problem(c, {
    status: 400,
    title: "Bad Request",
    detail: error.message,
    field: error.field,
    hint: error.hint,
  });
}
