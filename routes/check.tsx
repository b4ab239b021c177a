/**
 * The report as a page, at an address that can be shared. The steps to come are sent before the check has ended, and
 * the report behind them when it has: one document, with or without script. What keeps a check from beginning is
 * answered with its status, before anything is sent; input that does not fit is 400, with the form kept.
 */
import { type Context, Hono } from "hono";
import type { JSX } from "hono/jsx/jsx-runtime";
import { OptionError } from "../src/check_options.ts";
import type { Report } from "../src/report/mod.ts";
import { CheckForm } from "./page/check_form.tsx";
import { Cut, parted } from "./page/frame.ts";
import { Layout } from "./page/layout.tsx";
import { Live } from "./page/live.tsx";
import { ReportView } from "./page/report_view.tsx";
import { respond, respondInParts } from "./page/respond.ts";
import { shown, shownReport } from "./page/shown.ts";
import { type PageQuery, readPageQuery } from "./page_query.ts";
import { prose } from "./prose.ts";
import { readCheckRequest } from "./query.ts";
import type { Answered, Begun, Service } from "./service.ts";

export function checkPage(service: Service): Hono {
  return new Hono().get("/check", async (c) => {
    const query = readPageQuery(new URL(c.req.url));
    if (query.canonical !== null) return c.redirect(query.canonical, 302);
    try {
      const begun = await service.begin(readCheckRequest(query.api), c.get("asker"));
      return begun.answered === null
        ? live(c, service, query, begun)
        : finished(c, service, query, begun.answered);
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      return refuse(c, service, query, error);
    }
  });
}

function live(c: Context, service: Service, query: PageQuery, begun: Begun): Response {
  const host = hostOf(begun.target);
  const [before, after] = parted(
    <Layout
      title={prose.live.pageTitle(host, prose.name)}
      description={prose.live.description(host)}
      contactUrl={service.contactUrl}
      bar={<CheckForm values={query.values} compact />}
      json={jsonAddress(query)}
      ownScript
      noindex
    >
      <div class="stage">
        <Live begun={begun} />
        <Cut />
      </div>
    </Layout>,
  );
  return respondInParts(c, before, async (gone) => `${await rest(c, query, begun, gone)}${after}`);
}

/** It is too late for a status, so a bug of ours is told in the page. */
async function rest(c: Context, query: PageQuery, begun: Begun, gone: AbortSignal): Promise<string> {
  try {
    const { report } = await begun.arrival(gone);
    return String(view(c, query, report));
  } catch (error) {
    if (gone.aborted) return "";
    c.get("logError")(error);
    return String(
      <section class="report intro">
        <h1>{prose.error.title(500)}</h1>
        <p>{prose.error.internal}</p>
      </section>,
    );
  }
}

function finished(c: Context, service: Service, query: PageQuery, answered: Answered): Response {
  const report = shownReport(answered.report);
  return respond(
    c,
    <Layout
      title={prose.report.pageTitle(report)}
      description={report.summary}
      contactUrl={service.contactUrl}
      bar={<CheckForm values={query.values} compact />}
      json={jsonAddress(query)}
      noindex
    >
      {view(c, query, answered.report)}
    </Layout>,
  );
}

function view(c: Context, query: PageQuery, report: Report): JSX.Element {
  const { origin } = new URL(c.req.url);
  return <ReportView report={shownReport(report)} json={jsonAddress(query)} origin={origin} />;
}

function refuse(c: Context, service: Service, query: PageQuery, error: OptionError): Response {
  const readable = new OptionError(error.field, shown(error.message), shown(error.hint));
  return respond(
    c,
    <Layout
      title={prose.invalid.title}
      description={readable.message}
      contactUrl={service.contactUrl}
      noindex
    >
      <section class="intro">
        <h1>{prose.invalid.heading}</h1>
        <p>{prose.invalid.text}</p>
        <CheckForm values={query.values} error={readable} autofocus />
      </section>
    </Layout>,
    400,
  );
}

function hostOf({ hostname, port }: Begun["target"]): string {
  return port === 443 ? hostname : `${hostname}:${port}`;
}

function jsonAddress({ api }: PageQuery): string {
  return `/api/v1/check?${api}`;
}
