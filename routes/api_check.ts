/** The report as JSON on one line, safe to print on a terminal. A target that fails its handshake is an answer, so it is 200. */
import { Hono } from "hono";
import { formatJson } from "../src/formats/json.ts";
import { optionProblem } from "./problem.ts";
import { readCheckRequest } from "./query.ts";
import type { Service } from "./service.ts";

export function apiCheck(service: Service): Hono {
  return new Hono().get("/api/v1/check", async (c) => {
    try {
      const request = readCheckRequest(new URL(c.req.url).searchParams);
      const { report, ageMs } = await service.check(request, c.get("asker"));
      if (ageMs !== null) c.header("Age", String(Math.floor(ageMs / 1000))); // RFC 9111 §5.1
      c.header("Cache-Control", "no-store");
      c.header("Content-Type", "application/json");
      return c.body(formatJson(report, { several: true }));
    } catch (error) {
      return optionProblem(c, error);
    }
  });
}
