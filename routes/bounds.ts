/** What is no request, or too long to be meant, is refused before anyone reads it. Nearly everything is asked for with GET. */
import type { MiddlewareHandler } from "hono";
import { checksPath } from "./api_checks.ts";
import { Refusal } from "./limits/refusal.ts";
import { problem } from "./problem.ts";
import { reportPath } from "./report.tsx";

const URL_CHARACTERS_MAX = 8192;
const BODY_OCTETS_MAX = 16 * 1024;

export const bounds: MiddlewareHandler = async (c, next) => {
  if (c.req.raw.url.length > URL_CHARACTERS_MAX) {
    throw new Refusal(
      414,
      `The address of the request has more than ${URL_CHARACTERS_MAX} characters`,
      "A target and its options are much shorter",
    );
  }
  if (!URL.canParse(c.req.raw.url)) {
    return problem(c, {
      status: 400,
      title: "Bad Request",
      detail: "The Host field of the request is no host",
    });
  }
  const takesBody = c.req.method === "POST" && [checksPath, reportPath].includes(c.req.path);
  if (!takesBody && Number(c.req.header("Content-Length") ?? 0) > BODY_OCTETS_MAX) {
    throw new Refusal(413, "This resource takes no body", "Ask with GET, and the options in the query");
  }
  return await next();
};
