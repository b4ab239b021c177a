/** Errors that no resource answers itself, as a page for people and as problem+json for programs. */
import type { Context } from "hono";
import { respond } from "./page/respond.ts";
import { Layout } from "./page/layout.tsx";
import { CheckForm } from "./page/check_form.tsx";
import { problem } from "./problem.ts";
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

/** Browsers ask for text/html by name; curl and monitors do not. */
function wantsPage(c: Context): boolean {
  return !c.req.path.startsWith("/api/") && (c.req.header("Accept") ?? "").includes("text/html");
}
