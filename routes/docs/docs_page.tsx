/** The API's document as a page: everything in it is there without a script, and has an address of its own. */
import type { Document } from "../openapi/types.ts";
import { docsProse as prose } from "../prose/docs.ts";
import { Description } from "./description.tsx";
import { Members, membersOf } from "./members.tsx";
import { OperationView } from "./operation.tsx";
import { schemaId, SchemaType } from "./schema_type.tsx";

export function DocsPage({ document, origin }: { readonly document: Document; readonly origin: string }) {
  const { info, tags, components } = document;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation }))
  );
  const schemas = Object.entries(components.schemas);
  return (
    <div class="docs">
      <section class="intro">
        <h1>{prose.title}</h1>
        <p>{prose.description}</p>
        <p>
          {prose.machines} <a href="/openapi.json">OpenAPI {document.openapi}</a>,{" "}
          <a href="/schema/report.json">JSON Schema</a>. <code>{info.version}</code>
        </p>
      </section>
      <nav class="contents" aria-label={prose.contents}>
        <ul>
          {operations.map(({ path, method, operation }) => (
            <li>
              <a href={`#${operation.operationId}`}>
                <span class="method">{method.toUpperCase()}</span> {path}
              </a>
            </li>
          ))}
          <li>
            <a href="#schemas">{prose.schemas}</a>
          </li>
        </ul>
      </nav>
      {tags.map((tag) => (
        <section>
          <h2>{tag.description}</h2>
          {operations.filter(({ operation }) => operation.tags.includes(tag.name)).map((one) => (
            <OperationView {...one} components={components} origin={origin} />
          ))}
        </section>
      ))}
      <section id="schemas">
        <h2>{prose.schemas}</h2>
        <p>{prose.schemasText}</p>
        {schemas.map(([name, schema]) => (
          <article class="operation" id={schemaId(name)}>
            <h3>
              <code>{name}</code>
            </h3>
            {schema.description && (
              <p>
                <Description text={schema.description} />
              </p>
            )}
            {schema.properties === undefined
              ? (
                <p class="kind">
                  <SchemaType schema={schema} />
                </p>
              )
              : <Members members={membersOf(schema)} />}
          </article>
        ))}
      </section>
    </div>
  );
}
