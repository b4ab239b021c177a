/** What is said once: the report's schemas as they are, and what the API puts around them. */
import { reportJsonSchema } from "../../src/report/json_schema.ts";
import { apiParameters } from "../api_request.ts";
import { TARGETS_MAX } from "../checks/request.ts";
import { memberSchemas } from "./parameters.ts";
import type { Components, Schema } from "./types.ts";

export function components(): Components {
  return {
    schemas: { ...checkSchemas(), ...reportSchemas(), Problem: problemSchema },
    responses: Object.fromEntries(
      Object.entries(problems).map(([name, { description, headers = {} }]) => [name, {
        description,
        headers,
        content: { "application/problem+json": { schema: reference("Problem") } },
      }]),
    ),
    securitySchemes: {
      metrics_token: {
        type: "http",
        scheme: "bearer",
        description: "What the instance has in METRICS_TOKEN",
      },
    },
  };
}

export function reference(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

/** With fields, members are left out; a whole report has all that are required. */
function reportSchemas(): Record<string, Schema> {
  const { $defs } = JSON.parse(
    JSON.stringify(reportJsonSchema()).replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as { $defs: Record<string, Schema> };
  const { Report: { required, title, ...members }, ...others } = $defs as { Report: Schema } & typeof $defs;
  return {
    Report: {
      title: title!,
      description: "What was found; the target's troubles are its content",
      allOf: [reference("SelectedReport")],
      required: required!,
    },
    SelectedReport: { ...members, description: "The members of a report that `fields` names" },
    ...others,
  };
}

function checkSchemas(): Record<string, Schema> {
  const { target, ...options } = memberSchemas(apiParameters);
  return {
    ChecksRequest: {
      type: "object",
      additionalProperties: false,
      required: ["targets"],
      properties: {
        targets: {
          type: "array",
          minItems: 1,
          maxItems: TARGETS_MAX,
          items: { anyOf: [{ type: "string" }, reference("TargetWithOptions")] },
        },
        defaults: reference("CheckOptions"),
      },
      examples: [{
        targets: ["example.com", { target: "smtp://mx.example.org", port: 587 }],
        defaults: { timeout: 5, fields: ["verdict", "summary", "expiry"] },
      }],
    },
    CheckOptions: {
      description: "For all targets that do not say otherwise",
      type: "object",
      additionalProperties: false,
      properties: options,
    },
    TargetWithOptions: {
      type: "object",
      additionalProperties: false,
      required: ["target"],
      properties: { target: target!, ...options },
    },
    CheckRow: {
      description: "What came of one target: its report, or the problem that kept it from being checked",
      type: "object",
      required: ["index", "target"],
      properties: {
        index: { type: "integer", minimum: 0, description: "Where the target stands in the request, from 0" },
        target: { type: ["string", "null"], description: "As it was given; null when it is no string" },
        report: { anyOf: [reference("Report"), reference("SelectedReport")] },
        problem: reference("Problem"),
      },
      oneOf: [{ required: ["report"] }, { required: ["problem"] }],
      additionalProperties: false,
    },
  };
}

const problemSchema: Schema = {
  description: "RFC 9457",
  type: "object",
  required: ["type", "status", "title", "detail"],
  properties: {
    type: { type: "string", const: "about:blank" },
    status: { type: "integer", minimum: 400, maximum: 599 },
    title: { type: "string", description: "The status's phrase" },
    detail: { type: "string", description: "What is wrong" },
    field: { type: "string", description: "The parameter or member at fault" },
    hint: { type: "string", description: "What would fit, or what to do" },
    retry_after: { type: "integer", minimum: 1, description: "Seconds after which it may go through" },
  },
  additionalProperties: false,
};

const retryAfter = {
  "Retry-After": {
    description: "Seconds after which it may go through",
    schema: { type: "integer", minimum: 1 },
  },
} as const;

interface ProblemResponse {
  readonly description: string;
  readonly headers?: typeof retryAfter;
}

const problems: Readonly<Record<string, ProblemResponse>> = {
  Malformed: { description: "A parameter does not fit; `field` says which, and `hint` what would" },
  Unauthorized: { description: "It takes a token" },
  Forbidden: { description: "The policy of this instance refuses it" },
  Gone: { description: "There is nothing here, or no longer" },
  TooLarge: { description: "The body is too long" },
  TooLong: { description: "The address of the request is too long" },
  NotJson: { description: "The body is not said to be JSON" },
  TooMany: { description: "Asked for too often, by this client or of this target", headers: retryAfter },
  Internal: { description: "The fault is ours" },
  Busy: { description: "As many checks are running as this instance runs at once", headers: retryAfter },
};
