/**
 * A report for a person at a terminal: the verdict first, then the connection, the steps, the certificates and
 * what to do. Reads at 80 columns, in colour and without.
 */
import type { Report } from "../report/mod.ts";
import type { FormatOptions } from "./format.ts";
import { paint } from "./paint.ts";
import { advice } from "./text/advice.ts";
import { bytes } from "./text/bytes.ts";
import { certificates } from "./text/certificates.ts";
import { colophon } from "./text/colophon.ts";
import { deep } from "./text/deep.ts";
import { expiry } from "./text/expiry.ts";
import { heading, overview } from "./text/heading.ts";
import type { Page, Section } from "./text/page.ts";
import { renewalInfo } from "./text/renewal_info.ts";
import { revocation } from "./text/revocation.ts";
import { steps } from "./text/steps.ts";
import { toAdd } from "./text/to_add.ts";

const sections: readonly Section[] = [
  heading,
  overview,
  steps,
  certificates,
  expiry,
  renewalInfo,
  revocation,
  advice,
  deep,
  toAdd,
  colophon,
];

export function formatText(
  report: Report,
  { color, width, bytes: everyByte = false }: FormatOptions,
): string {
  const page: Page = { width, style: paint(color) };
  return [...sections, ...(everyByte ? [bytes] : [])].map((section) => section(report, page))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n") + "\n")
    .join("\n");
}
