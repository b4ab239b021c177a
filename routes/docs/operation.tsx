/** One operation: an example to paste, what it takes, what it answers. */
import type { Child } from "hono/jsx";
import type { Components, Operation, ResponseObject } from "../openapi/types.ts";
import { docsProse as prose } from "../prose/docs.ts";
import { Description } from "./description.tsx";
import { type Member, Members } from "./members.tsx";
import { SchemaType } from "./schema_type.tsx";

export interface OperationProps {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  readonly components: Components;
  /** Of this service: `http://127.0.0.1:8000`. */
  readonly origin: string;
}

export function OperationView({ method, path, operation, components, origin }: OperationProps) {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation;
  const [body] = Object.values(requestBody?.content ?? {});
  return (
    <article class="operation" id={operationId} aria-labelledby={`${operationId}-name`}>
      <h3 id={`${operationId}-name`}>
        <span class="method">{method.toUpperCase()}</span> <code>{path}</code>
      </h3>
      <p class="summary">{summary}</p>
      {description && (
        <p>
          <Description text={description} />
        </p>
      )}
      <pre
        class="code"
        tabindex={0}
        aria-label={prose.example}
      ><code>{example(operation, method, origin + path, components)}</code></pre>
      {parameters.length > 0 && (
        <details open={parameters.length < 4}>
          <summary>
            <h4>{prose.parameters}</h4>
          </summary>
          <Members members={parameters.map(memberOfParameter)} />
        </details>
      )}
      {body && (
        <>
          <h4>{prose.body}</h4>
          <p>
            {requestBody?.description}: <SchemaType schema={body.schema} />
          </p>
        </>
      )}
      <h4>{prose.answers}</h4>
      <dl class="answers">
        {Object.entries(responses).map(([status, response]) => (
          <div>
            <dt>{status}</dt>
            <dd>
              <Answer response={"$ref" in response ? named(response.$ref, components) : response} />
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}

function Answer(
  { response: { description, headers = {}, content = {} } }: { readonly response: ResponseObject },
) {
  return (
    <>
      <p>
        <Description text={description} />
      </p>
      {Object.entries(content).map(([type, { schema }]) => (
        <p class="kind">
          <code>{type}</code> <SchemaType schema={schema} />
          {schema.description && `: ${schema.description}`}
        </p>
      ))}
      {Object.entries(headers).map(([name, header]) => (
        <p class="kind">
          <code>{name}</code> <Description text={header.description} />
        </p>
      ))}
    </>
  );
}

function named(reference: string, { responses }: Components): ResponseObject {
  return responses[reference.replace(/^.*\//, "")]!;
}

function memberOfParameter(parameter: NonNullable<Operation["parameters"]>[number]): Member {
  const { name, schema, required = false, description } = parameter;
  const where = { query: undefined, header: prose.heading, path: prose.path }[parameter.in];
  return { name, schema, required, description, where };
}

function example(operation: Operation, method: string, address: string, components: Components): Child {
  if (method === "post") {
    const schema = operation.requestBody!.content["application/json"]!.schema;
    const [body] = components.schemas[schema.$ref!.replace(/^.*\//, "")]!.examples!;
    return `curl '${address}' \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(body)}'`;
  }
  const needsTarget = operation.parameters?.some(({ name, required }) => name === "target" && required);
  return `curl '${address}${needsTarget ? "?target=example.com" : ""}'`;
}
