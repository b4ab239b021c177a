/** The report as a page, at an address that can be shared. Input that does not fit is 400, with the form kept. */
import { type Context, Hono } from "hono";
import { OptionError } from "../src/check_options.ts";
import { CheckForm } from "./page/check_form.tsx";
import { Layout } from "./page/layout.tsx";
import { ReportView } from "./page/report_view.tsx";
import { respond } from "./page/respond.ts";
import { shown, shownReport } from "./page/shown.ts";
import { type PageQuery, readPageQuery } from "./page_query.ts";
import { prose } from "./prose.ts";
import { readCheckRequest } from "./query.ts";
import type { Service } from "./service.ts";

export function checkPage(service: Service): Hono {
  return new Hono().get("/check", async (c) => {
    const query = readPageQuery(new URL(c.req.url));
    if (query.canonical !== null) return c.redirect(query.canonical, 302);
    try {
      const answered = await service.check(readCheckRequest(query.api), c.get("asker"));
      const report = shownReport(answered.report);
      const json = `/api/v1/check?${query.api}`;
      return respond(
        c,
        <Layout
          title={prose.report.pageTitle(report)}
          description={report.summary}
          contactUrl={service.contactUrl}
          bar={<CheckForm values={query.values} compact />}
          json={json}
          noindex
        >
          <ReportView report={report} json={json} />
        </Layout>,
      );
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      return refuse(c, service, query, error);
    }
  });
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
