/** What the resources share: the check, with this instance's runtime, defaults and gallery already in it. */
import { check, type CheckEvent, checkEvents } from "../src/check.ts";
import type { CheckOptions } from "../src/check_options.ts";
import type { Runtime } from "../src/net/mod.ts";
import type { Report } from "../src/report/mod.ts";
import type { AppOptions, GalleryEntry } from "./app_options.ts";
import type { CheckRequest } from "./query.ts";

export interface Service {
  check(request: CheckRequest): Promise<Report>;
  checkEvents(request: CheckRequest): AsyncIterable<CheckEvent>;
  readonly gallery: readonly GalleryEntry[];
  readonly contactUrl: string | null;
}

export function createService(runtime: Runtime, options: AppOptions): Service {
  const run = options.check ?? check;
  const runEvents = options.checkEvents ?? checkEvents;
  const gallery = options.gallery ?? [];

  function withDefaults({ target, options: asked }: CheckRequest): CheckOptions {
    const anchors = [
      ...options.defaults?.anchors ?? [],
      ...gallery.find((entry) => entry.target === target)?.anchors ?? [],
    ];
    return { ...options.defaults, ...asked, ...(anchors.length > 0 ? { anchors } : {}) };
  }

  return {
    check: (request) => run(runtime, request.target, withDefaults(request)),
    checkEvents: (request) => runEvents(runtime, request.target, withDefaults(request)),
    gallery,
    contactUrl: options.contactUrl ?? null,
  };
}
