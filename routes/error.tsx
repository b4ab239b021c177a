/** Errors that no resource answers itself, as a page for people and as problem+json for programs. */
import type { Context } from "hono";
import type { Refusal } from "./limits/refusal.ts";
import { respond } from "./page/respond.ts";
import { Layout } from "./page/layout.tsx";
import { CheckForm } from "./page/check_form.tsx";
import { problem, problemOf } from "./problem.ts";
import { shown } from "./page/shown.ts";
import { readPageQuery } from "./page_query.ts";
import { prose } from "./prose.ts";
import type { Service } from "./service.ts";

export function answerError(
  c: Context,
  service: Service,
  status: 404 | 405 | 500,
  title: string,
  detail: string,
): Response {
  if (!wantsPage(c)) return problem(c, { status, title, detail });
  return respond(
    c,
    <Layout title={title} description={detail} contactUrl={service.contactUrl} noindex>
      <section class="intro">
        <h1>{prose.error.title(status)}</h1>
        <p>{detail}</p>
        <CheckForm values={{}} />
      </section>
    </Layout>,
    status,
  );
}

/** What is refused is said with the form as it was filled in, so that it can be corrected or sent again. */
export function answerRefusal(c: Context, service: Service, refusal: Refusal): Response {
  const { status, message, hint, retryAfter } = refusal;
  if (retryAfter !== null) c.header("Retry-After", String(retryAfter));
  const title = prose.refusal.phrase[status];
  if (!wantsPage(c)) return problem(c, problemOf(refusal)!);
  const url = new URL(c.req.url);
  const isLong = status === 414;
  return respond(
    c,
    <Layout title={title} description={shown(message)} contactUrl={service.contactUrl} noindex>
      <section class="intro">
        <h1>{prose.refusal.heading[status]}</h1>
        <p>{shown(message)}.</p>
        <p>{shown(hint)}.</p>
        <CheckForm values={isLong ? {} : readPageQuery(url).values} />
      </section>
    </Layout>,
    status,
  );
}

/** Browsers ask for text/html by name; curl and monitors do not. */
function wantsPage(c: Context): boolean {
  return !c.req.path.startsWith("/api/") && (c.req.header("Accept") ?? "").includes("text/html");
}
