/** How watched targets stand: `/watch` for people, `/api/v1/watch` for programs, and one target of them by `target`. */
import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { escapeInJson } from "../../src/formats/escape.ts";
import type { Snapshot, WatchedTarget, WatchView } from "../../src/watch/snapshot.ts";
import { Layout } from "../page/layout.tsx";
import { respond } from "../page/respond.ts";
import { shownValue } from "../page/shown.ts";
import { problem } from "../problem.ts";
import { Overview } from "./overview.tsx";
import { watchProse } from "./prose.ts";
import { TargetHistory } from "./target_history.tsx";

const ROWS_SHOWN = 100;
const ROWS_SERVED = 1000;

export function watchResources(view: WatchView, contactUrl: string | null): Hono {
  return new Hono()
    .get("/watch", async (c) => {
      const target = c.req.query("target");
      if (target === undefined) {
        const snapshot = shownValue(await view.snapshot());
        return page(c, contactUrl, watchProse.title, "/api/v1/watch", <Overview snapshot={snapshot} />);
      }
      const rows = await view.history(target, ROWS_SHOWN);
      if (rows === null) return notWatched(c, target);
      const given = shownValue({ target, rows });
      const json = `/api/v1/watch?${new URLSearchParams({ target })}`;
      return page(c, contactUrl, given.target, json, <TargetHistory {...given} />);
    })
    .get("/api/v1/watch", async (c) => {
      const target = c.req.query("target");
      const snapshot = await view.snapshot();
      if (target === undefined) return json(c, served(snapshot));
      const watched = snapshot.targets.find((one) => one.target === target);
      const history = await view.history(target, ROWS_SERVED);
      if (watched === undefined || history === null) return notWatched(c, target);
      return json(c, { ...servedTarget(watched), history });
    });
}

function page(
  c: Context,
  contactUrl: string | null,
  title: string,
  json: string,
  content: Child,
): Response {
  return respond(
    c,
    <Layout
      title={title}
      description={watchProse.description}
      contactUrl={contactUrl}
      json={json}
      noindex
      otherPage
    >
      {content}
    </Layout>,
  );
}

function json(c: Context, value: unknown): Response {
  c.header("Content-Type", "application/json");
  c.header("Cache-Control", "no-store");
  return c.body(escapeInJson(JSON.stringify(value)));
}

function notWatched(c: Context, target: string): Response {
  return problem(c, {
    status: 404,
    title: "Not Found",
    detail: watchProse.notWatchedText(JSON.stringify(target.slice(0, 200))),
    field: "target",
  });
}

function served(snapshot: Snapshot) {
  return { ...snapshot, targets: snapshot.targets.map(servedTarget) };
}

function servedTarget({ target, state, next_at }: WatchedTarget) {
  return {
    target,
    checks: state?.sequence ?? 0,
    // What counts; the last check may differ, and not count yet.
    verdict: state?.settled?.verdict ?? null,
    since: state?.settled?.since ?? null,
    fingerprint: state?.settled?.seen?.fingerprint ?? null,
    last: state?.last ?? null,
    unsettled: state?.unsettled ?? 0,
    next_at,
  };
}
