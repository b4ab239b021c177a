/**
 * One entry for each request, under an id that the answer carries too. No client's address, and no query: what
 * people check is their own business.
 */
import type { MiddlewareHandler } from "hono";

export interface LogEntry {
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly level: "info" | "error";
  readonly request_id: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** For `info`. */
  readonly status?: number;
  /** Until the answer's header was ready; events go on after that. */
  readonly duration_ms?: number;
  /** For `error`: the exception, with its stack. */
  readonly error?: string;
}

export type Log = (entry: LogEntry) => void;

declare module "hono" {
  interface ContextVariableMap {
    logError: (error: unknown) => void;
  }
}

const METHOD_CHARACTERS_MAX = 16;
const PATH_CHARACTERS_MAX = 200;

export function requestLog(log: Log, newId: () => string = () => crypto.randomUUID()): MiddlewareHandler {
  return async (c, next) => {
    const startedMs = performance.now();
    const id = newId();
    const about = () => ({
      time: new Date().toISOString(),
      request_id: id,
      method: c.req.method.slice(0, METHOD_CHARACTERS_MAX),
      // Whoever reads the log is not to have what only the client has an address for.
      path: c.req.path.replace(/^\/evidence\/.*/, "/evidence/…").slice(0, PATH_CHARACTERS_MAX),
    });
    c.set("logError", (error) => log({ ...about(), level: "error", error: textOf(error) }));
    await next();
    c.res.headers.set("X-Request-Id", id);
    log({
      ...about(),
      level: "info",
      status: c.res.status,
      duration_ms: Math.round(performance.now() - startedMs),
    });
  };
}

/** Without a log of its own, an instance still says what broke. */
export const logErrorsOnly: Log = (entry) => {
  if (entry.level === "error") console.error("check:", entry.error);
};

function textOf(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}
