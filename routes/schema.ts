/** The report's JSON Schema. */
import { Hono } from "hono";

export function schema(): Hono {
  let text: string | undefined;
  return new Hono().get("/schema/report.json", async (c) => {
    // Loaded when it is asked for: zod costs a cold start more than everything else on this floor.
    const { reportJsonSchema } = await import("../src/report/json_schema.ts");
    text ??= JSON.stringify(reportJsonSchema(), null, 2);
    c.header("Content-Type", "application/schema+json");
    c.header("Cache-Control", "public, max-age=3600");
    return c.body(text);
  });
}
