/** The service: the page, the API and what belongs to them, for any runtime that speaks `fetch`. */
import { Hono } from "hono";
import type { Runtime } from "../src/net/mod.ts";
import { apiCheck } from "./api_check.ts";
import { apiCheckEvents } from "./api_check_events.ts";
import type { AppOptions } from "./app_options.ts";
import { identifyAsker } from "./asker.ts";
import { assets } from "./assets.ts";
import { bounds } from "./bounds.ts";
import { checkPage } from "./check.tsx";
import { cors } from "./cors.ts";
import { evidence } from "./evidence.ts";
import { answerError, answerRefusal } from "./error.tsx";
import { headLength } from "./head.ts";
import { healthz } from "./healthz.ts";
import { home } from "./home.tsx";
import { Refusal } from "./limits/refusal.ts";
import { probe } from "./probe.ts";
import { prose } from "./prose.ts";
import { logErrorsOnly, requestLog } from "./request_log.ts";
import { schema } from "./schema.ts";
import { securityHeaders } from "./security_headers.ts";
import { createService } from "./service.ts";

export type { AppOptions, GalleryEntry } from "./app_options.ts";

export function createApp(runtime: Runtime, options: AppOptions = {}): Hono {
  const service = createService(runtime, options);
  const app = new Hono();
  app.use(
    requestLog(options.log ?? logErrorsOnly),
    headLength,
    securityHeaders,
    bounds,
    identifyAsker(options),
  );
  app.use("/api/*", cors);
  const resources = [
    home(service),
    checkPage(service),
    apiCheck(service),
    apiCheckEvents(service),
    probe(service),
    evidence(service),
    schema(),
    healthz(),
    assets(),
  ];
  for (const resource of resources) app.route("/", resource);

  const paths = new Set(app.routes.filter(({ method }) => method === "GET").map(({ path }) => path));
  app.notFound((c) => {
    if (!paths.has(c.req.path)) return answerError(c, service, 404, "Not Found", prose.error.notFound);
    c.header("Allow", "GET, HEAD");
    return answerError(c, service, 405, "Method Not Allowed", prose.error.methodNotAllowed(c.req.method));
  });
  app.onError((error, c) => {
    if (error instanceof Refusal) return answerRefusal(c, service, error);
    // Whoever asked has gone and reads no answer; this is how nginx writes it in its log.
    if (c.req.raw.signal.aborted) return new Response(null, { status: 499 });
    c.get("logError")(error);
    return answerError(c, service, 500, "Internal Server Error", prose.error.internal);
  });
  return app;
}
