/**
 * A saved report, opened from a file: the same page again, without a check. The file is read in memory, rendered and
 * forgotten; nothing is contacted. Only this site's own form is answered, for what is shown looks like our word.
 */
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Report } from "../src/report/mod.ts";
import { SavedReportError } from "../src/report/saved_report_error.ts";
import { limitClient } from "./admission.ts";
import { Refusal } from "./limits/refusal.ts";
import { CheckForm } from "./page/check_form.tsx";
import { Layout } from "./page/layout.tsx";
import { OpenReport } from "./page/open_report.tsx";
import { ReportView } from "./page/report_view.tsx";
import { respond } from "./page/respond.ts";
import { shown, shownReport } from "./page/shown.ts";
import { prose } from "./prose.ts";
import type { Service } from "./service.ts";
import { isFromThisSite } from "./whence.ts";

export const reportPath = "/report";
/** More than any report of a usual handshake with its bytes. */
export const REPORT_OCTETS_MAX = 4 * 1024 * 1024;

export function savedReport(service: Service): Hono {
  return new Hono()
    // Where a reload leads that does not send the file again.
    .get(reportPath, (c) => c.redirect("/#open-report", 303))
    .post(
      reportPath,
      bodyLimit({ maxSize: REPORT_OCTETS_MAX, onError: refuseLength }),
      async (c) => {
        if (!isFromThisSite(c.req.raw)) {
          throw new Refusal(403, prose.saved.fromAnotherSite, prose.saved.openItHere);
        }
        await limitClient(c.get("asker"));
        // Loaded when it is asked for: zod costs a cold start more than everything else on this floor.
        const { readSavedReports } = await import("../src/report/saved.ts");
        try {
          const [report, ...others] = readSavedReports(await textOf(c));
          return show(c, service, report!, others.length);
        } catch (error) {
          if (!(error instanceof SavedReportError)) throw error;
          return refuse(c, service, error);
        }
      },
    );
}

/** The field `report` of a form, whose file is UTF-8. */
async function textOf(c: Context): Promise<string> {
  let field: unknown;
  try {
    field = (await c.req.parseBody())["report"];
  } catch {
    // What claims to be a form and is none.
  }
  if (field instanceof File) field = await field.text();
  if (typeof field === "string" && field !== "") return field;
  throw new SavedReportError(prose.saved.noFile, prose.saved.chooseFile);
}

/** `others`: further reports in the file. What a service adds to its answers was of its day. */
function show(c: Context, service: Service, saved: Report, others: number): Response {
  const { evidence: _gone, from_cache: _then, ...report } = saved;
  const readable = shownReport(report);
  return respond(
    c,
    <Layout
      title={prose.report.pageTitle(readable)}
      description={readable.summary}
      contactUrl={service.contactUrl}
      bar={<CheckForm values={{}} compact />}
      noindex
    >
      <p class="saved-note" role="note">{prose.saved.note(others)}</p>
      <ReportView report={readable} json={null} />
    </Layout>,
  );
}

function refuse(c: Context, service: Service, { message, hint }: SavedReportError): Response {
  return respond(
    c,
    <Layout
      title={prose.saved.invalidTitle}
      description={shown(message)}
      contactUrl={service.contactUrl}
      noindex
    >
      <section class="intro">
        <h1>{prose.saved.invalidHeading}</h1>
        <OpenReport error={{ message: shown(message), hint: shown(hint) }} />
      </section>
    </Layout>,
    400,
  );
}

function refuseLength(): never {
  throw new Refusal(413, prose.saved.tooLong(REPORT_OCTETS_MAX / 1024 / 1024), prose.saved.withCommand);
}
