/** What a webhook says of a change: an event as Standard Webhooks recommends it, `type`, `timestamp` and `data`. */
import { escapeInJson } from "../formats/escape.ts";
import type { Change } from "./decide.ts";
import type { Observation } from "./observation.ts";
import type { Message } from "./store.ts";

/** The one type of event there is. */
export const EVENT_TYPE = "target.changed";

/** What differs, by its name in an observation, or by a path into it. */
export interface Difference {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** `id`: random, and never used again. */
export function messageAbout(change: Change, id: string, now: Date): Message {
  const { target, changed, before, now: after } = change;
  const event = {
    type: EVENT_TYPE,
    timestamp: after.checked_at,
    data: {
      target,
      changed,
      differences: differencesOf(change),
      since: before.since,
      before: before.observation,
      after,
    },
  };
  return {
    id,
    target,
    body: escapeInJson(JSON.stringify(event)),
    created_at: now.getTime(),
    attempts: 0,
    next_at: now.getTime(),
    last_error: null,
  };
}

const compared: readonly (readonly [name: string, of: (observation: Observation) => string | null])[] = [
  ["protocol_version", ({ protocol_version }) => protocol_version],
  ["cipher_suite", ({ cipher_suite }) => cipher_suite],
  ["named_group", ({ named_group }) => named_group],
  ["application_protocol", ({ application_protocol }) => application_protocol],
  ["certificate.fingerprint_sha256", ({ certificate }) => certificate?.fingerprint_sha256 ?? null],
  ["certificate.issuer", ({ certificate }) => certificate?.issuer ?? null],
  ["certificate.not_after", ({ certificate }) => certificate?.not_after ?? null],
];

/** What the server is made of is compared with the last time it was seen, which may be before an outage. */
export function differencesOf({ changed, before, now }: Change): Difference[] {
  const found: Difference[] = [];
  if (changed.includes("verdict")) {
    found.push({ name: "verdict", before: before.verdict, after: now.verdict });
  }
  const { seen } = before;
  if (!changed.includes("fingerprint") || seen === null) return found;
  found.push({ name: "fingerprint", before: seen.fingerprint, after: now.fingerprint });
  for (const [name, of] of compared) {
    if (of(seen) !== of(now)) found.push({ name, before: of(seen), after: of(now) });
  }
  return found;
}
