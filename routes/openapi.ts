/** `GET /openapi.json`: the API's description. */
import { Hono } from "hono";

export function openapi(): Hono {
  let text: string | undefined;
  return new Hono().get("/openapi.json", async (c) => {
    // Loaded when it is asked for: zod costs a cold start more than everything else on this floor.
    const { openApiDocument } = await import("./openapi/document.ts");
    text ??= JSON.stringify(openApiDocument(), null, 2);
    c.header("Content-Type", "application/json");
    c.header("Cache-Control", "public, max-age=3600");
    return c.body(text);
  });
}
