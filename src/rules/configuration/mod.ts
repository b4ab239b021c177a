/**
 * What to write into a server's configuration, or into its DNS zone, where that is what a finding is about. Pure: from
 * the id of a finding, or the code of a step's error, to pieces of configuration for the host in question.
 */
import type { Target } from "../../report/mod.ts";
import { type Configured, settings, type Topic } from "./settings/mod.ts";
import type { Site, Snippet } from "./snippet.ts";
import { mayBe, type ServerSoftware, serverSoftware } from "./software.ts";
import { topics } from "./topics.ts";

export type { Snippet } from "./snippet.ts";
export { type ServerSoftware, serverSoftware } from "./software.ts";
export type Configuration = Configured & { readonly topic: Topic };

/** `null`: it is about something else, or no server that the target may be has it. */
export function configurationFor(id: string, target: Target): Configuration | null {
  const topic = topics.get(id);
  // What answers something else on a port that nobody calls HTTPS may be where it belongs.
  if (topic === undefined || topic === "tlsOnPort" && target.protocol !== "https") return null;
  const { purpose, snippets }: Configured = settings[topic](siteOf(target));
  const fitting = serverSoftware.filter((software) => snippets[software] && mayBe(software, target));
  if (fitting.length === 0) return null;
  return {
    topic,
    purpose,
    snippets: Object.fromEntries(fitting.map((software) => [software, snippets[software]!])),
  };
}

/** The lines alone, for each server that needs any: where room is short. */
export function briefly({ snippets }: Configuration): (readonly [ServerSoftware, readonly string[]])[] {
  return (Object.entries(snippets) as [ServerSoftware, Snippet][]).flatMap(([software, { lines }]) =>
    lines.length === 0 ? [] : [[software, lines] as const]
  );
}

/** What is no name cannot be one in a configuration, and stands for one. */
function siteOf({ hostname, port }: Target): Site {
  const isName = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(hostname) && !/(^|\.)\d+$/.test(hostname);
  return { name: isName ? hostname : "example.com", port };
}
