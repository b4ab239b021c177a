/** What to do, most urgent first: the hints of steps that failed by themselves, then the findings with their remedies. */
import type { Report, Step } from "../../report/mod.ts";
import { lowerFirst } from "../../rules/lower_first.ts";
import { escapeForTerminal } from "../escape.ts";
import { mark, severityMark } from "../marks.ts";
import { hanging, type Page } from "./page.ts";

const indent = 2;

export function advice({ findings, steps }: Report, page: Page): string[] {
  const items = [
    ...steps.filter((step) => hasOwnHint(step, findings)).map(({ title, error }) => [
      ...hanging(`${mark("fail", page.style)} `, indent, escapeForTerminal(title), page),
      ...remark(error!.hint!, page),
    ]),
    ...findings.map(({ severity, title, detail, remedy }) => [
      ...hanging(
        `${severityMark(severity, page.style)} `,
        indent,
        escapeForTerminal(`${title}: ${lowerFirst(detail)}`),
        page,
      ),
      ...remark(remedy, page),
    ]),
  ];
  return items.length === 0 ? [] : [page.style.bold("What to do"), ...items.flat()];
}

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
