/** The API's description, OpenAPI 3.1. Loads the report's schema, so it is itself loaded when it is asked for. */
import { VERSION } from "../../src/check/version.ts";
import { components } from "./components.ts";
import { paths } from "./paths.ts";
import type { Document } from "./types.ts";

export function openApiDocument(): Document {
  return {
    openapi: "3.1.1",
    info: {
      title: "TLS handshake checker",
      summary: "A real TLS handshake with any server, told in nine steps",
      description: "Reports are the same as those of the page and of the command line.",
      version: VERSION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "This instance" }],
    security: [],
    tags: [
      { name: "checks", description: "Handshakes, and their reports" },
      { name: "evidence", description: "A session's packets and secrets, to reopen elsewhere" },
      { name: "monitoring", description: "For Prometheus, and for whatever restarts a service" },
      { name: "descriptions", description: "Of all this, for programs" },
    ],
    paths: paths(),
    components: components(),
  };
}
