/** The page's stylesheet, script and icon. Their addresses change with their contents, so they are kept for good. */
import { type Context, Hono } from "hono";
import { favicon } from "./page/favicon.ts";
import { script } from "./page/script.ts";
import { otherStylesheet, stylesheet } from "./page/stylesheet.ts";

export const stylesheetPath = `/assets/${tag(stylesheet)}.css`;
export const otherStylesheetPath = `/assets/${tag(otherStylesheet)}.css`;
export const scriptPath = `/assets/${tag(script)}.js`;

export function assets(): Hono {
  return new Hono()
    .get(
      stylesheetPath,
      (c) => serve(c, stylesheet, "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
    )
    .get(
      otherStylesheetPath,
      (c) => serve(c, otherStylesheet, "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
    )
    .get(
      scriptPath,
      (c) => serve(c, script, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
    )
    .get("/assets/favicon.svg", (c) => serve(c, favicon, "image/svg+xml", "public, max-age=86400"))
    // A crawler that follows links to reports would make checks of its own.
    .get(
      "/robots.txt",
      (c) =>
        serve(
          c,
          "User-agent: *\nDisallow: /check\nDisallow: /badge.svg\nDisallow: /api/\nDisallow: /evidence\n",
          "text/plain",
          "public, max-age=86400",
        ),
    );
}

function serve(c: Context, body: string, type: string, cache: string): Response {
  c.header("Content-Type", type);
  c.header("Cache-Control", cache);
  return c.body(body);
}

/** FNV-1a, which needs no crypto while a module loads; it only tells one version of a text from the next. */
function tag(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
