/**
 * A session's evidence, to download: for a while after a check that was asked to keep it, and in the answer to a
 * request that makes a check for it alone, which needs no memory. Not under `/api/`: no other site's page reads it.
 */
import { type Context, Hono } from "hono";
import { type EvidenceFile, evidenceFile, evidenceKinds } from "./evidence/files.ts";
import { answerError } from "./error.tsx";
import { optionProblem } from "./problem.ts";
import { prose } from "./prose.ts";
import { readCheckRequest } from "./query.ts";
import type { Service } from "./service.ts";

export function evidence(service: Service): Hono {
  return new Hono()
    .get("/evidence.zip", async (c) => {
      try {
        const request = readCheckRequest(new URL(c.req.url).searchParams);
        if (c.req.method === "HEAD") {
          service.validate(request, c.get("asker"));
          return c.body(null);
        }
        return send(c, await evidenceFile(await service.evidence(request, c.get("asker")), "zip"));
      } catch (error) {
        return optionProblem(c, error);
      }
    })
    .get("/evidence/:file", async (c) => {
      const [, id, end] = /^([0-9a-f]{32})\.(\w+)$/.exec(c.req.param("file")) ?? [];
      const kind = evidenceKinds.find((kind) => kind === end);
      const kept = id === undefined || kind === undefined ? null : service.kept(id);
      if (kept === null) return answerError(c, service, 404, "Not Found", prose.evidence.gone);
      return send(c, await evidenceFile(kept, kind!));
    });
}

function send(c: Context, { name, type, octets }: EvidenceFile): Response {
  c.header("Cache-Control", "no-store");
  c.header("Content-Type", type);
  c.header("Content-Disposition", `attachment; filename="${name}"`);
  return c.body(octets);
}
