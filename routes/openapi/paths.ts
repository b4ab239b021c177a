/** Every resource for programs: what it takes, and what it answers. */
import { apiParameters } from "../api_request.ts";
import { parameters } from "../query.ts";
import { reference } from "./components.ts";
import { queryParameters } from "./parameters.ts";
import type { Content, Operation, Paths, ResponseObject, Schema } from "./types.ts";

export function paths(): Paths {
  return {
    "/api/v1/check": {
      get: {
        operationId: "check",
        tags: ["checks"],
        summary: "Check one target",
        description:
          "Performs a TLS handshake with the target and answers with the report. A target that fails is an answer: 200 with `verdict: fail`.",
        parameters: queryParameters(apiParameters),
        responses: {
          200: {
            description: "The report, or the part of it that `fields` names",
            headers: freshness,
            content: json({ anyOf: [reference("Report"), reference("SelectedReport")] }),
          },
          304: { description: "The report that the client has is the one that would be given again" },
          ...problems("Malformed", "Forbidden", "TooLong", "TooMany", "Internal", "Busy"),
        },
      },
    },
    "/api/v1/checks": {
      post: {
        operationId: "checks",
        tags: ["checks"],
        summary: "Check many targets",
        description:
          "As `Accept` says: one array in the order of the targets, or lines of JSON, each as its check ends. Whatever is wrong with one target is its row's `problem`.",
        requestBody: {
          required: true,
          description: "The targets, with options of their own or for all",
          content: json(reference("ChecksRequest")),
        },
        responses: {
          200: {
            description: "A row for each target",
            content: {
              ...json({ type: "array", items: reference("CheckRow") }),
              "application/x-ndjson": {
                schema: { type: "string", description: "Each line is a CheckRow" },
              },
            },
          },
          ...problems("Malformed", "Forbidden", "TooLarge", "TooLong", "NotJson", "Internal"),
        },
      },
    },
    "/api/v1/check/events": {
      get: {
        operationId: "checkEvents",
        tags: ["checks"],
        summary: "Check one target and tell each step as it settles",
        description:
          "Server-sent events: `step`, a Step, as each settles in the order of the wire; then one `report`, a Report. A client that comes back gets 204 and no new check.",
        parameters: [
          ...queryParameters(parameters),
          {
            name: "Last-Event-ID",
            in: "header",
            description: "Sent by a client that lost its connection",
            schema: { type: "string" },
          },
        ],
        responses: {
          200: {
            description: "The events",
            content: { "text/event-stream": { schema: { type: "string" } } },
          },
          204: { description: "The client has been here before" },
          ...problems("Malformed", "Forbidden", "TooLong", "TooMany", "Internal", "Busy"),
        },
      },
    },
    "/evidence.zip": {
      get: {
        operationId: "evidence",
        tags: ["evidence"],
        summary: "Check one target for its packets and secrets",
        parameters: queryParameters(parameters),
        responses: {
          200: {
            description: "The capture, the key log and the report",
            content: anyOctets("application/zip"),
          },
          ...problems("Malformed", "Forbidden", "TooLong", "TooMany", "Internal", "Busy"),
        },
      },
    },
    "/evidence/{file}": {
      get: {
        operationId: "keptEvidence",
        tags: ["evidence"],
        summary: "What a check with `evidence=1` kept",
        parameters: [{
          name: "file",
          in: "path",
          required: true,
          description: "As the report's `evidence.files` has it",
          schema: { type: "string" },
        }],
        responses: {
          200: { description: "The file", content: anyOctets("application/octet-stream") },
          ...problems("Gone", "TooLong", "Internal"),
        },
      },
    },
    "/probe": {
      get: {
        operationId: "probe",
        tags: ["monitoring"],
        summary: "Check one target for a Prometheus",
        description: "In blackbox_exporter's names; a series whose value is not known is left out.",
        parameters: [
          ...queryParameters(parameters),
          {
            name: "module",
            in: "query",
            description: "blackbox_exporter's; passed over",
            schema: { type: "string" },
          },
          {
            name: "X-Prometheus-Scrape-Timeout-Seconds",
            in: "header",
            description: "The check ends before that",
            schema: { type: "number" },
          },
        ],
        responses: {
          200: { description: "The series", content: exposition },
          ...problems("Malformed", "Forbidden", "TooLong", "TooMany", "Internal", "Busy"),
        },
      },
    },
    "/metrics": {
      get: {
        operationId: "metrics",
        tags: ["monitoring"],
        summary: "What this instance has done and is doing",
        description: "For whoever runs it: see METRICS and METRICS_TOKEN.",
        security: [{}, { metrics_token: [] }],
        responses: {
          200: { description: "The series", content: exposition },
          ...problems("Unauthorized", "Forbidden", "TooLong", "Internal"),
        },
      },
    },
    "/healthz": {
      get: {
        operationId: "health",
        tags: ["monitoring"],
        summary: "Whether this instance answers",
        responses: {
          200: {
            description: "It does",
            content: json({
              type: "object",
              required: ["status"],
              properties: { status: { type: "string", const: "ok" } },
              additionalProperties: false,
            }),
          },
          ...problems("TooLong", "Internal"),
        },
      },
    },
    "/schema/report.json": {
      get: {
        operationId: "reportSchema",
        tags: ["descriptions"],
        summary: "JSON Schema of the report",
        responses: {
          200: { description: "JSON Schema, 2020-12", content: anyObject("application/schema+json") },
          ...problems("TooLong", "Internal"),
        },
      },
    },
    "/openapi.json": {
      get: {
        operationId: "openapi",
        tags: ["descriptions"],
        summary: "This document",
        responses: {
          200: { description: "OpenAPI 3.1", content: anyObject("application/json") },
          ...problems("TooLong", "Internal"),
        },
      },
    },
  };
}

function json(schema: Schema): Content {
  return { "application/json": { schema } };
}

function anyObject(type: string): Content {
  return { [type]: { schema: { type: "object" } } };
}

function anyOctets(type: string): Content {
  return { [type]: { schema: { type: "string", format: "binary" } } };
}

const exposition: Content = { "text/plain": { schema: { type: "string" } } };

const freshness: NonNullable<ResponseObject["headers"]> = {
  ETag: { description: "Stands for the check; weak, as `from_cache` differs", schema: { type: "string" } },
  Age: {
    description: "Seconds since the check, when it is not new",
    schema: { type: "integer", minimum: 0 },
  },
  "Cache-Control": { description: "How old the report may become", schema: { type: "string" } },
};

const statusOf = {
  Malformed: 400,
  Unauthorized: 401,
  Forbidden: 403,
  Gone: 404,
  TooLarge: 413,
  TooLong: 414,
  NotJson: 415,
  TooMany: 429,
  Internal: 500,
  Busy: 503,
} as const;

function problems(...names: (keyof typeof statusOf)[]): Operation["responses"] {
  return Object.fromEntries(
    names.map((name) => [statusOf[name], { $ref: `#/components/responses/${name}` }]),
  );
}
