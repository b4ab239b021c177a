/** When the issuer suggests that the certificate be renewed. */
import type { Report } from "../../report/mod.ts";
import { escapeForTerminal } from "../escape.ts";
import { type Page, table } from "./page.ts";

export function renewalInfo({ renewal_info }: Report, page: Page): string[] {
  if (renewal_info === null) return [];
  const { suggested_window, explanation_url, detail } = renewal_info;
  const window = suggested_window && `${minute(suggested_window.start)} to ${minute(suggested_window.end)}`;
  return [
    page.style.bold("Renewal"),
    ...table(
      [
        ["Window", window ?? escapeForTerminal(detail, detailLength)],
        ...explanation_url === null
          ? []
          : [["Reason", escapeForTerminal(explanation_url, urlLength)] satisfies [string, string]],
      ],
      0,
      page,
    ),
  ];
}

const detailLength = 300;
const urlLength = 200;

function minute(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
