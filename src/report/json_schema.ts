/** JSON Schema (draft 2020-12) of the report, as served at `/schema/report.json`. */
import * as z from "zod";
import { reportSchema } from "./schema.ts";

export function reportJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(reportSchema, { target: "draft-2020-12" }) as Record<string, unknown>;
}
