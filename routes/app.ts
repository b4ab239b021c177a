/** The service: the page, the API and what belongs to them, for any runtime that speaks `fetch`. */
import { Hono } from "hono";
import type { Runtime } from "../src/net/mod.ts";
import { apiCheck } from "./api_check.ts";
import { apiCheckEvents } from "./api_check_events.ts";
import type { AppOptions } from "./app_options.ts";
import { assets } from "./assets.ts";
import { checkPage } from "./check.tsx";
import { answerError } from "./error.tsx";
import { headLength } from "./head.ts";
import { healthz } from "./healthz.ts";
import { home } from "./home.tsx";
import { prose } from "./prose.ts";
import { schema } from "./schema.ts";
import { securityHeaders } from "./security_headers.ts";
import { createService } from "./service.ts";

export type { AppOptions, GalleryEntry } from "./app_options.ts";

export function createApp(runtime: Runtime, options: AppOptions = {}): Hono {
  const service = createService(runtime, options);
  const app = new Hono();
  app.use(headLength, securityHeaders);
  const resources = [
    home(service),
    checkPage(service),
    apiCheck(service),
    apiCheckEvents(service),
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
    console.error("check:", error);
    return answerError(c, service, 500, "Internal Server Error", prose.error.internal);
  });
  return app;
}
