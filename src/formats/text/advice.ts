/** What to do, most urgent first: the hints of steps that failed by themselves, then the findings with their remedies. */
import type { Report, Step } from "../../report/mod.ts";
import { briefly, configurationFor, type ServerSoftware } from "../../rules/configuration/mod.ts";
import { lowerFirst } from "../../rules/lower_first.ts";
import { padEnd } from "../display_width.ts";
import { escapeForTerminal } from "../escape.ts";
import { mark, severityMark } from "../marks.ts";
import { hanging, type Page } from "./page.ts";

const indent = 2;

export function advice(report: Report, page: Page): string[] {
  const { findings, steps } = report;
  const lines = configurationLines(report, page);
  const items = [
    ...steps.filter((step) => hasOwnHint(step, findings)).map(({ title, error }) => [
      ...hanging(`${mark("fail", page.style)} `, indent, escapeForTerminal(title), page),
      ...remark(error!.hint!, page),
    ]),
    ...findings.map(({ id, severity, title, detail, remedy }) => [
      ...hanging(
        `${severityMark(severity, page.style)} `,
        indent,
        escapeForTerminal(`${title}: ${lowerFirst(detail)}`),
        page,
      ),
      ...remark(remedy, page),
      ...lines(id),
    ]),
  ];
  return items.length === 0 ? [] : [page.style.bold("What to do"), ...items.flat()];
}

/**
 * What to write into which server's configuration, each piece once; of a deep check, which is asked for by those who
 * look after the server.
 */
function configurationLines({ target, deep }: Report, page: Page): (id: string) => string[] {
  const shown = new Set<string>();
  return (id) => {
    const configuration = deep === undefined ? null : configurationFor(id, target);
    if (configuration === null || shown.has(configuration.topic)) return [];
    shown.add(configuration.topic);
    // In one piece, however long: it is to be copied.
    return briefly(configuration).flatMap(([software, settings]) =>
      settings.map((line, index) => {
        const name = padEnd(index === 0 ? softwareNames[software] : "", longestName);
        return `${" ".repeat(indent + 2)}${page.style.dim(name)}  ${escapeForTerminal(line)}`;
      })
    );
  };
}

const softwareNames: Readonly<Record<ServerSoftware, string>> = {
  nginx: "nginx",
  apache: "Apache",
  caddy: "Caddy",
  haproxy: "HAProxy",
  java: "Java",
  postfix: "Postfix",
  zone: "DNS zone",
};

const longestName = Math.max(...Object.values(softwareNames).map(({ length }) => length));

/** A finding that is about the step says what to do already. */
function hasOwnHint({ id, error }: Step, findings: Report["findings"]): boolean {
  return error !== null && error.hint !== null &&
    !findings.some(({ severity, evidence }) =>
      severity !== "low" && severity !== "info" && evidence.includes(id)
    );
}

function remark(text: string, page: Page): string[] {
  return hanging("  → ", indent + 2, escapeForTerminal(text), page);
}
