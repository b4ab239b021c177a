/** The first page: the form, what will happen, and the demonstration servers when this instance runs them. */
import { Hono } from "hono";
import { stepIds } from "../src/report/mod.ts";
import { CheckForm } from "./page/check_form.tsx";
import { Gallery } from "./page/gallery.tsx";
import { Layout } from "./page/layout.tsx";
import { OpenReport } from "./page/open_report.tsx";
import { respond } from "./page/respond.ts";
import { outline } from "./prose/live.ts";
import { prose } from "./prose.ts";
import type { Service } from "./service.ts";

const nine = stepIds.slice(stepIds.indexOf("client_hello"));

export function home(service: Service): Hono {
  return new Hono().get("/", (c) =>
    respond(
      c,
      <Layout title={prose.name} description={prose.home.description} contactUrl={service.contactUrl}>
        <section class="intro">
          <h1>{prose.home.heading}</h1>
          <p>{prose.home.description}</p>
          <CheckForm values={{}} autofocus />
          <div class="recent" data-label={prose.recent.label} data-clear={prose.recent.clear}></div>
        </section>
        {service.gallery.length > 0 && <Gallery entries={service.gallery} />}
        <section class="preview">
          <h2>{prose.home.stepsHeading}</h2>
          <ol class="outline">
            {nine.map((step) => (
              <li>
                <strong>{outline[step].title}</strong> <span>{outline[step].text}</span>
              </li>
            ))}
          </ol>
        </section>
        <section class="preview" id="open-report">
          <h2>{prose.saved.heading}</h2>
          <OpenReport />
        </section>
        <section class="preview">
          <h2>{prose.home.apiHeading}</h2>
          <p>
            {prose.home.api} <a href="/docs">{prose.home.docs}</a>
          </p>
          <pre
            class="code"
            tabindex={0}
          ><code>curl '{new URL(c.req.url).origin}/api/v1/check?target=example.com'</code></pre>
        </section>
      </Layout>,
    ));
}
