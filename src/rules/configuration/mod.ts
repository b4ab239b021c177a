/**
 * What to write into a web server's configuration, where that is what a finding is about. Pure: from the id of a
 * finding, or the code of a step's error, to complete pieces of configuration for the host in question.
 */
import type { Target } from "../../report/mod.ts";
import { type Configured, settings, type Site, topics } from "./settings.ts";

export { type ServerSoftware, serverSoftware } from "./settings.ts";
export type Configuration = Configured & { readonly topic: string };

/** `null`: it is about something else, or what is asked for is no web server's affair. */
export function configurationFor(id: string, target: Target): Configuration | null {
  const topic = Object.hasOwn(topics, id) ? topics[id] : undefined;
  if (topic === undefined || !mayBeWebServer(target)) return null;
  // What answers something else on a port that nobody calls HTTPS may be where it belongs.
  if (topic === "tlsOnPort" && target.protocol !== "https") return null;
  return { topic, ...settings[topic](siteOf(target)) };
}

function mayBeWebServer({ protocol, starttls }: Target): boolean {
  return starttls === null && (protocol === "https" || protocol === "tls");
}

/** What is no name cannot be one in a configuration, and stands for one. */
function siteOf({ hostname, port }: Target): Site {
  const isName = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(hostname) && !/(^|\.)\d+$/.test(hostname);
  return { name: isName ? hostname : "example.com", port };
}
