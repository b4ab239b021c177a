/** The API's description as it is served, and answers held against it. */
import { Ajv2020 } from "ajv/dist/2020.js";
import assert from "node:assert/strict";
import type { Document } from "../../routes/openapi/types.ts";
import { healthy } from "./every_sample.ts";
import { appWith } from "./support.ts";

export async function servedDocument(): Promise<Document> {
  const response = await appWith(healthy).app.request("/openapi.json");
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "application/json");
  return await response.json();
}

type Validator = (place: readonly string[], value: unknown, about: string) => void;

const validators = new WeakMap<Document, Validator>();

/** What the document says of values, by where it says so: `["components", "schemas", "Problem"]`. */
export function validatorOf(document: Document): Validator {
  const known = validators.get(document) ?? compile(document);
  validators.set(document, known);
  return known;
}

function compile(document: Document): Validator {
  // Formats come with patterns of their own, so naming them is enough. The document around the schemas is none.
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    strictTypes: false,
    allErrors: true,
    formats: { "date-time": true, base64: true, binary: true },
  });
  for (const name of Object.keys(document)) ajv.addKeyword(name);
  ajv.addSchema(document, "openapi.json");
  return (place, value, about) => {
    const pointer = place.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")));
    const validate = ajv.getSchema(`openapi.json#/${pointer.join("/")}`) ?? assert.fail(`no ${place}`);
    assert.ok(validate(value), `${about}: ${JSON.stringify(validate.errors, null, 1)?.slice(0, 2000)}`);
  };
}

/** Asserts that the answer is one that the document describes, and returns its body. */
export async function assertDescribed(
  document: Document,
  [method, path]: readonly ["get" | "post", string],
  response: Response,
): Promise<string> {
  const about = `${method} ${path} ${response.status}`;
  const responses = document.paths[path]?.[method]?.responses ?? assert.fail(`no ${about}`);
  const described = responses[response.status] ?? assert.fail(`no ${about}`);
  const named = "$ref" in described ? described.$ref.replace("#/components/responses/", "") : null;
  const text = await response.text();
  const content = (named === null ? described : document.components.responses[named]) as {
    content?: Record<string, unknown>;
    headers?: Record<string, unknown>;
  };
  const type = response.headers.get("content-type")?.replace(/;.*/, "") ?? null;
  if (content.content === undefined) {
    assert.deepEqual([type, text], [null, ""], about);
    return text;
  }
  assert.ok(type !== null && Object.hasOwn(content.content, type), `${about}: ${type}`);
  const place = named === null
    ? ["paths", path, method, "responses", String(response.status)]
    : ["components", "responses", named];
  const value = type.endsWith("json") && type !== "application/x-ndjson" ? JSON.parse(text) : text;
  validatorOf(document)([...place, "content", type, "schema"], value, about);
  return text;
}
