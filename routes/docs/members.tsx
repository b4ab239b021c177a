/** Named values with what they are: parameters, headers, and the members of an object. */
import type { Child } from "hono/jsx";
import type { Schema } from "../openapi/types.ts";
import { docsProse as prose } from "../prose/docs.ts";
import { Description } from "./description.tsx";
import { SchemaType } from "./schema_type.tsx";

export interface Member {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
  readonly description?: string | undefined;
  /** Where it stands, when that is not where others do. */
  readonly where?: string | undefined;
}

export function Members({ members }: { readonly members: readonly Member[] }) {
  return (
    <dl class="members">
      {members.map((member) => (
        <div>
          <dt>
            <code>{member.name}</code>
            {member.required && <span class="tag">{prose.required}</span>}
            {member.where && <span class="tag">{member.where}</span>}
          </dt>
          <dd>
            <p class="kind">
              <SchemaType schema={member.schema} />
            </p>
            {member.description && (
              <p>
                <Description text={member.description} />
              </p>
            )}
            <Inner schema={member.schema} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The members of what has any. */
export function membersOf({ properties = {}, required = [] }: Schema): Member[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    schema,
    required: required.includes(name),
    description: schema.description,
  }));
}

/** An object that has no name of its own is spelled out where it stands. */
function Inner({ schema }: { readonly schema: Schema }): Child {
  const inner = schema.items ?? schema.anyOf?.find(({ properties }) => properties !== undefined) ?? schema;
  return inner.properties === undefined ? null : <Members members={membersOf(inner)} />;
}
