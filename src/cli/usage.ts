/** The help. Its first example works when it is pasted. */
import { wrap } from "../formats/wrap.ts";
import { type Option, options } from "./options.ts";

export const synopsis = "Usage: deno task check [options] <target>...";

export function usage(): string {
  return `${synopsis}

Performs a real TLS handshake with each target, validates its certificates, and
reports the nine steps: what happened, how long it took, what to do.

  deno task check example.com
  deno task check --json --ca-file ca.pem localhost:8443
  deno task check --warning 20d --file hosts.txt
  deno task check --file hosts.txt --resume reports.ndjson

A target is a name or an address, with a port if it is not 443, or a URL:
  example.com  example.com:8443  [2001:db8::1]:443  https://example.com/path
  smtp://mx.example.com  imaps://mail.example.com

Of many targets, those at one address and port are checked one after the other.

Options:
${optionRows(options)}

Exit status: 0 pass, 1 warn, 2 fail, 3 could not check or bad usage; of several
targets the worst, in the order 2, 3, 1, 0.
`;
}

const namesWidth = 28;
const width = 80;

/** A line or more for each option that has a help. */
export function optionRows<TaskDraft>(table: readonly Option<TaskDraft>[]): string {
  return table.filter(({ help }) => help !== undefined).flatMap(rows).join("\n");
}

function rows<TaskDraft>({ name, short, value, help = "" }: Option<TaskDraft>): string[] {
  const names = `  ${short === undefined ? "    " : `-${short}, `}--${name}${
    value === undefined ? "" : ` <${value}>`
  }`;
  const lines = wrap(help, width - namesWidth);
  const fits = names.length <= namesWidth - 2;
  const first = fits ? [names.padEnd(namesWidth) + lines[0]] : [names, " ".repeat(namesWidth) + lines[0]];
  return [...first, ...lines.slice(1).map((line) => " ".repeat(namesWidth) + line)];
}
