/** What `/docs` says around what the document says. */
export const docsProse = {
  title: "The API",
  description:
    "Every report as JSON, as it happens, or as Prometheus has it. What a program may ask this service for, and what it answers.",
  machines: "For machines:",
  contents: "On this page",
  schemas: "Schemas",
  schemasText:
    "JSON Schema 2020-12, made from the one schema that the report's own types come from. Absent, null and false are three different things.",
  example: "Example",
  parameters: "Parameters",
  body: "Body",
  answers: "Answers",
  required: "required",
  heading: "in a header",
  path: "in the path",
} as const;
