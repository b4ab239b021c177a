/** The report as JSON on one line, safe to print on a terminal. A target that fails its handshake is an answer, so it is 200. */
import { type Context, type Env, Hono } from "hono";
import { escapeInJson } from "../src/formats/escape.ts";
import type { Report } from "../src/report/mod.ts";
import { type ApiQuery, readApiRequest } from "./api_request.ts";
import { selectFields } from "./fields.ts";
import { revalidation, setFreshness } from "./freshness.ts";
import { optionProblem, type Problem, type ProblemBody } from "./problem.ts";
import type { Service } from "./service.ts";
import { asJson, type Json } from "./typed.ts";

/** What the typed client sends. The query is read from the address, where one that is given twice can be told. */
interface Input {
  readonly in: { readonly query: ApiQuery };
}

export function apiCheck(service: Service) {
  return new Hono().get(
    "/api/v1/check",
    revalidation,
    async (
      c: Context<Env, "/api/v1/check", Input>,
    ): Promise<Json<Report> | Json<ProblemBody, Problem["status"]>> => {
      try {
        const request = readApiRequest(new URL(c.req.url).searchParams);
        const answered = await service.check(request, c.get("asker"));
        setFreshness(c, answered);
        c.header("Content-Type", "application/json");
        const answer = selectFields(answered.report, request.fields);
        return asJson<Report>(c, `${escapeInJson(JSON.stringify(answer))}\n`);
      } catch (error) {
        return optionProblem(c, error);
      }
    },
  );
}
