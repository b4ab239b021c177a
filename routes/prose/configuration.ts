/** The words around pieces of configuration. */
import type { ServerSoftware } from "../../src/rules/configuration/mod.ts";

export const configuration = {
  summary: "How to write it in nginx, Apache, Caddy and HAProxy",
  software: {
    nginx: "nginx",
    apache: "Apache",
    caddy: "Caddy",
    haproxy: "HAProxy",
  } satisfies Record<ServerSoftware, string>,
  label: (software: string) => `Configuration for ${software}`,
};

export const copy = {
  copy: "Copy",
  copied: "Copied",
};
