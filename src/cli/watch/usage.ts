/** The help of `deno task watch`. */
import { optionRows } from "../usage.ts";
import { watchOptions } from "./options.ts";

export const watchSynopsis = "Usage: deno task watch [options] [<target>...]";

export function watchUsage(): string {
  return `${watchSynopsis}

Checks targets again and again, keeps their history, shows how they stand at
/watch, and posts a webhook when a verdict or the server's certificates,
version, cipher suite, group or ALPN change.

  deno task watch --file hosts.txt --every 1h
  deno task watch --webhook https://example.com/hook --file hosts.txt

Each check is a line of JSON on stdout. The first result of a target is what the
next ones are compared with. That it could not be checked (unknown) counts when
it was so three times in a row.

Options:
${optionRows(watchOptions)}

HOST (127.0.0.1) and PORT (8000) say where the page is served. WEBHOOK_SECRET is
"whsec_" and base64 of 24 to 64 random bytes; two with a space between them sign
with both, while one replaces the other.
`;
}
