/** The options of `deno task watch`: its own, and those of `deno task check` that say how a check is made. */
import { type Option, options as checkOptions } from "../options.ts";
import { given, quoted, wholeNumber } from "../option_values.ts";
import { UsageError } from "../usage_error.ts";
import type { WatchDraft } from "./command.ts";

/** A check may take ten seconds, and one that comes more often is no watch but a load. */
const LEAST_EVERY_SECONDS = 10;
const MOST_EVERY_SECONDS = 7 * 86_400;

const MOST_CONFIRM = 100;

const own: readonly Option<WatchDraft>[] = [
  {
    name: "file",
    value: "path",
    help: "read targets from a file, one a line, # for comments; it is read again while watching",
    apply: (draft, value) => draft.files.push(file(value)),
  },
  {
    name: "every",
    value: "1h",
    help: "check each target so often: 10s to 7d; an hour when not given",
    apply: (draft, value) => draft.everySeconds = interval(value),
  },
  {
    name: "webhook",
    value: "url",
    help: "post changes there, signed with WEBHOOK_SECRET (Standard Webhooks)",
    apply: (draft, value) => draft.webhook = webhook(value),
  },
  {
    name: "store",
    value: "path",
    help: "keep the history in this file; in the user's data directory when not given",
    apply: (draft, value) => draft.store = given("store", value),
  },
  {
    name: "confirm",
    value: "n",
    help: "a change counts when it was seen so often in a row; 1 when not given",
    apply: (draft, value) => draft.confirm = wholeNumber("confirm", value, MOST_CONFIRM),
  },
];

/** What a report is printed as, and what is kept of one session, has no place here; a port is in the target. */
const shared = [
  "concurrency",
  "sni",
  "starttls",
  "alpn",
  "resolve",
  "dns",
  "ipv4",
  "ipv6",
  "ca-file",
  "no-default-roots",
  "ct-logs",
  "expect-fingerprint",
  "expect-issuer",
  "expect-group",
  "min-version",
  "expect-alpn",
  "expect-client-certificate",
  "timeout",
  "warning",
  "critical",
  "no-fetch",
  "revocation",
  "no-native",
  "help",
  "version",
];

export const watchOptions: readonly Option<WatchDraft>[] = [
  ...own,
  ...checkOptions.filter(({ name }) => shared.includes(name)),
];

function file(value: string): string {
  if (value !== "-") return given("file", value);
  throw new UsageError("Standard input cannot be read again while watching", "Write the targets to a file");
}

function interval(value: string): number {
  const [, count, unit] = /^(\d{1,7})(s|m|h|d)$/.exec(value) ?? [];
  const seconds = Number(count) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[unit ?? ""] ?? NaN);
  if (seconds >= LEAST_EVERY_SECONDS && seconds <= MOST_EVERY_SECONDS) return seconds;
  const problem = seconds < LEAST_EVERY_SECONDS
    ? "is too often"
    : seconds > MOST_EVERY_SECONDS
    ? "is too seldom"
    : "does not fit --every";
  throw new UsageError(`${quoted(value)} ${problem}`, 'From 10s to 7d, as in "5m", "1h" or "1d"');
}

function webhook(value: string): string {
  const url = URL.parse(value);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new UsageError(
      `${quoted(value)} is no address that a webhook can be posted to`,
      "A URL fits that begins with https:// or http://",
    );
  }
  if (url.username === "" && url.password === "") return url.href;
  throw new UsageError(
    "The address of --webhook has a user name or a password in it",
    "The signature says who sends; leave them out",
  );
}
