/** A JSON Schema in a few words: what kind of value, and between which bounds. */
import type { Child } from "hono/jsx";
import type { Schema } from "../openapi/types.ts";

export function schemaId(name: string): string {
  return `schema-${name}`;
}

export function SchemaType({ schema }: { readonly schema: Schema }): Child {
  const { $ref, anyOf, allOf, items } = schema;
  if ($ref !== undefined) {
    const name = $ref.replace(/^.*\//, "");
    return <a href={`#${schemaId(name)}`}>{name}</a>;
  }
  if (anyOf !== undefined) return either(anyOf.map((one) => <SchemaType schema={one} />));
  if (allOf !== undefined) return <>all of {either(allOf.map((one) => <SchemaType schema={one} />))}</>;
  if (schema.type === "array" && items !== undefined) {
    return (
      <>
        list of {isAtomic(items) ? <SchemaType schema={items} /> : (
          <>
            (<SchemaType schema={items} />)
          </>
        )}
      </>
    );
  }
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (values !== undefined) return either(values.map((value) => <code>{String(value)}</code>));
  return <>{[schema.type ?? "anything"].flat().join(" or ")}{bounds(schema)}</>;
}

function isAtomic({ anyOf, enum: values }: Schema): boolean {
  return anyOf === undefined && values === undefined;
}

function either(parts: readonly Child[]): Child {
  return <>{parts.map((part, index) => <>{index > 0 && " or "}{part}</>)}</>;
}

function bounds({ minimum, maximum, exclusiveMinimum, format }: Schema): string {
  const least = minimum === undefined ? exclusiveMinimum : minimum;
  const from = least === undefined
    ? ""
    : exclusiveMinimum === undefined
    ? ` from ${least}`
    : ` above ${least}`;
  const to = maximum === undefined ? "" : ` up to ${maximum}`;
  return `${from}${to}${format === undefined ? "" : ` (${format})`}`;
}
