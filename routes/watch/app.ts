/** What `deno task watch` serves: the watched targets, and nothing that would make a check. */
import { Hono } from "hono";
import type { WatchView } from "../../src/watch/snapshot.ts";
import { assets } from "../assets.ts";
import { bounds } from "../bounds.ts";
import { headLength } from "../head.ts";
import { healthz } from "../healthz.ts";
import { problem, problemOf } from "../problem.ts";
import { prose } from "../prose.ts";
import { logErrorsOnly, requestLog } from "../request_log.ts";
import { schema } from "../schema.ts";
import { securityHeaders } from "../security_headers.ts";
import { watchResources } from "./resources.tsx";

export function createWatchApp(view: WatchView, contactUrl: string | null): Hono {
  const app = new Hono();
  app.use(requestLog(logErrorsOnly), headLength, securityHeaders, bounds);
  app.get("/", (c) => c.redirect("/watch", 302));
  for (const resource of [watchResources(view, contactUrl), schema(), healthz(), assets()]) {
    app.route("/", resource);
  }
  app.notFound((c) => problem(c, { status: 404, title: "Not Found", detail: prose.error.notFound }));
  app.onError((error, c) => {
    const about = problemOf(error);
    if (about !== null) return problem(c, about);
    c.get("logError")(error);
    return problem(c, { status: 500, title: "Internal Server Error", detail: prose.error.internal });
  });
  return app;
}
