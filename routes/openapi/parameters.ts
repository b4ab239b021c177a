/** From the table of a check's parameters to OpenAPI's, and to members of a JSON object. */
import type { Parameter } from "../query.ts";
import type { ParameterObject, Schema } from "./types.ts";

type Table = Readonly<Record<string, Parameter>>;

export function queryParameters(table: Table): ParameterObject[] {
  return Object.entries(table).map(([name, parameter]) => ({
    name,
    in: "query" as const,
    required: name === "target",
    description: parameter.description,
    // RFC 6570's form without explosion: parts between commas.
    ...(parameter.kind === "list" ? { style: "form" as const, explode: false } : {}),
    schema: parameter.kind === "switch" ? { type: "integer", enum: [0, 1] } : valueSchema(parameter),
  }));
}

export function memberSchemas(table: Table): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(table).map(([name, parameter]) => [
      name,
      { ...valueSchema(parameter), description: parameter.description },
    ]),
  );
}

/** As JSON has it. */
function valueSchema({ kind, schema = {} }: Parameter): Schema {
  switch (kind) {
    case "text":
      return { type: "string", ...schema };
    case "switch":
      return { type: "boolean", ...schema };
    case "list": {
      const { items = {}, ...others } = schema;
      return { type: "array", items: { type: "string", ...items as Schema }, ...others };
    }
    default:
      return { type: kind, ...schema };
  }
}
