/** The verdict and what it is about; then where the connection went and what was agreed on. */
import type { Connection, Report } from "../../report/mod.ts";
import { authority } from "../brief.ts";
import { escapeForTerminal } from "../escape.ts";
import { verdictMark } from "../marks.ts";
import { wrap } from "../wrap.ts";
import { type Page, table } from "./page.ts";

export function heading(report: Report, { width, style }: Page): string[] {
  return [
    `${verdictMark(report.verdict, style)}  ${style.bold(authority(report))}`,
    ...wrap(escapeForTerminal(report.summary), width),
  ];
}

export function overview({ target, address, addresses, connection, deep }: Report, page: Page): string[] {
  const rows: [string, string][] = [];
  const isName = target.hostname !== address;
  if (address !== null && isName) {
    const one = escapeForTerminal(address);
    rows.push(["Address", addresses.length > 1 ? `${one}, one of ${addresses.length}` : one]);
  }
  if (target.server_name !== target.hostname && isName) {
    rows.push(["Server name", escapeForTerminal(target.server_name ?? "none sent")]);
  }
  if (target.starttls !== null) rows.push(["Upgrade", `STARTTLS, ${escapeForTerminal(target.starttls)}`]);
  if (connection !== null) rows.push(["Agreed", escapeForTerminal(agreed(connection))]);
  const letter = deep?.grade?.letter ?? null;
  if (letter !== null) rows.push(["Grade", `${letter} by SSL Labs' guide`]);
  return table(rows, 0, page);
}

/** `TLS 1.3 · TLS_AES_128_GCM_SHA256 · x25519 · h2`. */
function agreed({ protocol_version, cipher_suite, named_group, application_protocol }: Connection): string {
  const points = [protocol_version, cipher_suite, named_group].filter((point) => point !== null);
  const names = points.map(({ name, hex }) => name ?? hex);
  return [...names, ...application_protocol === null ? [] : [application_protocol]].join(" · ");
}
