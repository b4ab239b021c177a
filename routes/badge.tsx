/**
 * The verdict as a badge, to be embedded elsewhere. Whatever becomes of the target, it is a picture; what is not
 * checked is one too, with the status that says why. A report of the last minute is as good as a new one.
 */
import { type Context, Hono } from "hono";
import { OptionError } from "../src/check_options.ts";
import { KEPT_MS } from "./limits/answers.ts";
import { Refusal } from "./limits/refusal.ts";
import { BadgeImage } from "./page/badge_image.tsx";
import { shown } from "./page/shown.ts";
import { readPageQuery } from "./page_query.ts";
import { prose } from "./prose.ts";
import { readCheckRequest } from "./query.ts";
import type { Service } from "./service.ts";
import { publicTerms, type Terms } from "./terms.ts";

/** Those who embed it fetch it again as often; seconds. */
const FRESH = 300;

export function badge(service: Service): Hono {
  return new Hono().get("/badge.svg", async (c) => {
    // Embedded anywhere, by pages that may ask for nothing else of ours.
    c.header("Cross-Origin-Resource-Policy", "cross-origin");
    try {
      const request = readCheckRequest(readPageQuery(new URL(c.req.url)).api);
      const { report } = await service.check(
        { ...request, evidence: false, maxAgeMs: request.maxAgeMs ?? KEPT_MS },
        c.get("asker"),
      );
      const { hostname, port } = report.target;
      const host = shown(port === 443 ? hostname : `${hostname}:${port}`);
      c.header("Cache-Control", report.verdict === "unknown" ? "no-cache" : freshness(c.get("asker").terms));
      return send(c, <BadgeImage verdict={report.verdict} host={host} />, 200);
    } catch (error) {
      if (!(error instanceof OptionError || error instanceof Refusal)) throw error;
      c.header("Cache-Control", "no-store");
      if (error instanceof OptionError) {
        return send(c, <BadgeImage verdict="unknown" words={prose.share.badgeInvalid} host={null} />, 400);
      }
      if (error.retryAfter !== null) c.header("Retry-After", String(error.retryAfter));
      return send(
        c,
        <BadgeImage verdict="unknown" words={prose.share.badgeRefused} host={null} />,
        error.status,
      );
    }
  });
}

/** A cache that others share is no way around the terms that one of them is served on. */
function freshness({ name }: Terms): string {
  return `${name === publicTerms.name ? "public" : "private"}, max-age=${FRESH}`;
}

function send(c: Context, image: { toString(): string }, status: 200 | 400 | Refusal["status"]): Response {
  c.header("Content-Type", "image/svg+xml; charset=utf-8");
  return c.body(String(image), status);
}
