/** The words around pieces of configuration. */
import type { ServerSoftware } from "../../src/rules/configuration/mod.ts";

export const configuration = {
  summary: (names: readonly string[]) =>
    names.length === 1
      ? `How to write it in ${names[0]}`
      : `How to write it in ${names.slice(0, -1).join(", ")} and ${names.at(-1)}`,
  software: {
    nginx: "nginx",
    apache: "Apache",
    caddy: "Caddy",
    haproxy: "HAProxy",
    java: "Java",
    postfix: "Postfix",
    zone: "the DNS zone",
  } satisfies Record<ServerSoftware, string>,
  label: (software: string) => `Configuration for ${software}`,
};

export const copy = {
  copy: "Copy",
  copied: "Copied",
};
