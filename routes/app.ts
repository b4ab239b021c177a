/** The service: the page, the API and what belongs to them, for any runtime that speaks `fetch`. */
import { Hono } from "hono";
import type { Runtime } from "../src/net/mod.ts";
import { apiCheck } from "./api_check.ts";
import { apiChecks } from "./api_checks.ts";
import { apiCheckEvents } from "./api_check_events.ts";
import type { AppOptions } from "./app_options.ts";
import { identifyAsker } from "./asker.ts";
import { assets } from "./assets.ts";
import { badge } from "./badge.tsx";
import { bounds } from "./bounds.ts";
import { checkPage } from "./check.tsx";
import { cors } from "./cors.ts";
import { docs } from "./docs.tsx";
import { answerError, answerRefusal } from "./error.tsx";
import { evidence } from "./evidence.ts";
import { headLength } from "./head.ts";
import { healthz } from "./healthz.ts";
import { home } from "./home.tsx";
import { Refusal } from "./limits/refusal.ts";
import { metrics } from "./metrics.ts";
import { openapi } from "./openapi.ts";
import { probe } from "./probe.ts";
import { prose } from "./prose.ts";
import { logErrorsOnly, requestLog } from "./request_log.ts";
import { savedReport } from "./report.tsx";
import { schema } from "./schema.ts";
import { securityHeaders } from "./security_headers.ts";
import { createService, type Service } from "./service.ts";

export type { AppOptions, GalleryEntry } from "./app_options.ts";

export function createApp(runtime: Runtime, options: AppOptions = {}): Hono {
  const service = createService(runtime, options);
  const app = new Hono();
  app.use(
    requestLog(options.log ?? logErrorsOnly, options.newId),
    headLength,
    securityHeaders,
    bounds,
    identifyAsker(options),
  );
  app.use("/api/*", cors);
  const resources = [
    home(service),
    checkPage(service),
    api(service, options),
    badge(service),
    probe(service),
    evidence(service),
    metrics(service, options),
    savedReport(service),
    schema(),
    openapi(),
    docs(service),
    healthz(),
    assets(),
  ];
  for (const resource of resources) app.route("/", resource);

  const allowed = methodsByPath(app);
  app.notFound((c) => {
    const methods = allowed.get(c.req.path);
    if (methods === undefined) return answerError(c, service, 404, "Not Found", prose.error.notFound);
    c.header("Allow", methods.join(", "));
    const method = c.req.method === "HEAD" ? "GET" : c.req.method; // HEAD is told what GET is
    return answerError(
      c,
      service,
      405,
      "Method Not Allowed",
      prose.error.methodNotAllowed(method, methods),
    );
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

/** The programs' resources, chained, so that `hc<AppType>` of `hono/client` knows what each takes and answers. */
function api(service: Service, { batch }: AppOptions) {
  return new Hono()
    .route("/", apiCheck(service))
    .route("/", apiChecks(service, batch))
    .route("/", apiCheckEvents(service));
}

/** `import type` it for a typed client. */
export type AppType = ReturnType<typeof api>;

/** RFC 9110 §9.3.2: whatever answers GET answers HEAD. */
function methodsByPath({ routes }: Hono): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { method, path } of routes) {
    if (method === "GET" || method === "POST") {
      const more = method === "GET" ? ["GET", "HEAD"] : [method];
      methods.set(path, [...new Set([...methods.get(path) ?? [], ...more])]);
    }
  }
  return methods;
}
