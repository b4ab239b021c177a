/** The app with a check that answers from memory and keeps what it was asked. */
import type { Hono } from "hono";
import type { CheckEvent } from "../../src/check.ts";
import type { CheckOptions } from "../../src/check_options.ts";
import type { Runtime } from "../../src/net/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import { type AppOptions, createApp } from "../../routes/app.ts";
import { ownTerms } from "../../routes/terms.ts";

export interface Asked {
  readonly target: string;
  readonly options: CheckOptions;
}

interface Options extends AppOptions {
  readonly runtime?: Runtime;
}

export function appWith(
  report: Report,
  { runtime = noRuntime, ...options }: Options = {},
): { app: Hono; asked: Asked[] } {
  const asked: Asked[] = [];
  async function* events() {
    for (const step of report.steps) {
      await Promise.resolve();
      yield { type: "step", step } satisfies CheckEvent;
    }
    yield { type: "report", report } satisfies CheckEvent;
  }
  const app = createApp(runtime, {
    check: (_runtime, target, checkOptions = {}) => {
      asked.push({ target, options: asAsked(checkOptions) });
      return Promise.resolve(report);
    },
    checkEvents: (_runtime, target, checkOptions = {}) => {
      asked.push({ target, options: asAsked(checkOptions) });
      return events();
    },
    termsFor: () => ownTerms,
    ...options,
  });
  return { app, asked };
}

/** The options without the signal that every check gets. */
function asAsked({ signal: _signal, ...options }: CheckOptions): CheckOptions {
  return options;
}

/** For checks that are answered from memory: whoever asks it for anything has dialled. */
export const noRuntime = new Proxy({} as Runtime, {
  get(_target, name) {
    throw new Error(`the runtime was asked for "${String(name)}"`);
  },
});

/** What a page holds in the end: without the steps that waited for the report. */
export function withoutLive(html: string): string {
  return html.replace(/<section class="live".*?<\/section>/s, "");
}

/** The text of a page with its tags taken out and its entities read. */
export function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, " ").replace(
    /&(lt|gt|quot|#39|amp);/g,
    (_all, name: string) => entities[name]!,
  )
    .replace(/\s+/g, " ");
}

const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
