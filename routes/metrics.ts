/** `GET /metrics`: what this process has done and is doing. On workerd that is one isolate of many. */
import { Hono } from "hono";
import type { AppOptions } from "./app_options.ts";
import { exposition } from "./metrics/exposition.ts";
import { type Problem, problem } from "./problem.ts";
import type { Service } from "./service.ts";

export function metrics(service: Service, { metricsFor = () => "forbidden" }: AppOptions): Hono {
  return new Hono().get("/metrics", (c) => {
    const access = metricsFor(c.req.raw);
    if (access !== "allowed") {
      if (access === "unauthorized") c.header("WWW-Authenticate", "Bearer"); // RFC 6750 §3
      return problem(c, refusals[access]);
    }
    c.header("Cache-Control", "no-store");
    c.header("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    return c.body(exposition(service.state()));
  });
}

const refusals: Readonly<Record<"forbidden" | "unauthorized", Problem>> = {
  forbidden: {
    status: 403,
    title: "Forbidden",
    detail: "What this instance does is told to whoever runs it",
    hint: "Ask from the machine that it runs on, or have METRICS or METRICS_TOKEN set there",
  },
  unauthorized: {
    status: 401,
    title: "Unauthorized",
    detail: "What this instance does is told to whoever runs it",
    hint: "Send Authorization: Bearer with what METRICS_TOKEN is set to",
  },
};
