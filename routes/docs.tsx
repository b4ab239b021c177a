/** `GET /docs`: the API's document, for people. */
import { Hono } from "hono";
import { Layout } from "./page/layout.tsx";
import { respond } from "./page/respond.ts";
import { docsProse } from "./prose/docs.ts";
import type { Service } from "./service.ts";

export function docs(service: Service): Hono {
  return new Hono().get("/docs", async (c) => {
    // Loaded when they are asked for, as for `/openapi.json`.
    const [{ openApiDocument }, { DocsPage }] = await Promise.all([
      import("./openapi/document.ts"),
      import("./docs/docs_page.tsx"),
    ]);
    return respond(
      c,
      <Layout
        title={docsProse.title}
        description={docsProse.description}
        contactUrl={service.contactUrl}
        otherPage
      >
        <DocsPage document={openApiDocument()} origin={new URL(c.req.url).origin} />
      </Layout>,
    );
  });
}
