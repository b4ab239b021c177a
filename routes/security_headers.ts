/** What every answer carries, whatever it is. The page has no inline script or style, so the policy is short. */
import type { Context, MiddlewareHandler } from "hono";

const headers: Record<string, string> = {
  "Content-Security-Policy": [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // Others learn nothing; to ourselves, a browser without Fetch Metadata says whence a form is sent.
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
};

/** Behind a proxy that ends TLS, it says so; over plain HTTP a browser ignores the promise (RFC 6797 §8.1). */
function isHttps(c: Context): boolean {
  return c.req.url.startsWith("https:") || c.req.header("X-Forwarded-Proto") === "https";
}

export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  if (isHttps(c)) c.res.headers.set("Strict-Transport-Security", "max-age=31536000");
};
