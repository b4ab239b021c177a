/** `GET /probe`: what blackbox_exporter answers, for a Prometheus that scrapes this service in its place. */
import { Hono } from "hono";
import { formatPrometheus } from "../src/formats/mod.ts";
import { optionProblem } from "./problem.ts";
import { type CheckRequest, readCheckRequest } from "./query.ts";
import type { Service } from "./service.ts";

/** blackbox_exporter's own: its answer must be there before Prometheus stops waiting. */
const SCRAPE_MARGIN_SECONDS = 0.5;
const SHORTEST_TIMEOUT_SECONDS = 0.1;
const DEFAULT_TIMEOUT_SECONDS = 10;

export function probe(service: Service): Hono {
  return new Hono().get("/probe", async (c) => {
    try {
      const query = new URL(c.req.url).searchParams;
      query.delete("module"); // blackbox_exporter's; here the target and the options say what to do
      const request = withinScrape(
        readCheckRequest(query),
        c.req.header("X-Prometheus-Scrape-Timeout-Seconds"),
      );
      const { report } = await service.check(request, c.get("asker"));
      c.header("Cache-Control", "no-store");
      c.header("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      return c.body(formatPrometheus(report));
    } catch (error) {
      return optionProblem(c, error);
    }
  });
}

/** The witness's own time is not part of the check's, so it is left out of a scrape. */
function withinScrape(request: CheckRequest, header: string | undefined): CheckRequest {
  const { timeout = DEFAULT_TIMEOUT_SECONDS } = request.options;
  const scrape = Number(header);
  const limit = Number.isFinite(scrape) && scrape > 0
    ? Math.max(SHORTEST_TIMEOUT_SECONDS, scrape - SCRAPE_MARGIN_SECONDS)
    : Infinity;
  return {
    ...request,
    options: { ...request.options, noNative: true, timeout: Math.min(timeout, limit) },
  };
}
