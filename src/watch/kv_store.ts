/**
 * The store in Deno KV: SQLite on a machine of one's own, and the platform's database on Deno Deploy. A check's state,
 * row and webhook are one transaction. Each key expires by itself, so there is nothing to prune.
 */
import type { Row, TargetState } from "./decide.ts";
import { HISTORY_DAYS, HISTORY_ROWS, type Message, type WatchStore } from "./store.ts";

/** The part of Deno KV that is used. */
export interface Kv {
  get(key: Key): Promise<Entry>;
  getMany(keys: readonly Key[]): Promise<Entry[]>;
  list(
    selector: { readonly prefix: Key },
    options: { limit?: number; reverse?: boolean },
  ): AsyncIterable<Entry>;
  delete(key: Key): Promise<void>;
  atomic(): Transaction;
}

type Key = (string | number)[];

interface Entry {
  readonly key: readonly unknown[];
  readonly value: unknown;
  readonly versionstamp: string | null;
}

interface Transaction {
  check(entry: { readonly key: Key; readonly versionstamp: string | null }): Transaction;
  set(key: Key, value: unknown, options?: { readonly expireIn?: number }): Transaction;
  delete(key: Key): Transaction;
  commit(): Promise<{ readonly ok: boolean }>;
}

const lifetime = { expireIn: HISTORY_DAYS * 86_400_000 };

/** What Deno KV reads at once. */
const KEYS_AT_ONCE = 10;

export function kvStore(kv: Kv, rowsMax = HISTORY_ROWS): WatchStore {
  const stateKey = (target: string): Key => ["watch", "state", target];
  const rowKey = (target: string, sequence: number): Key => ["watch", "row", target, sequence];
  // In the order of their creation; the second key leads to the first.
  const messageKey = ({ created_at, id }: Message): Key => ["watch", "message", created_at, id];
  const idKey = (id: string): Key => ["watch", "message_id", id];

  async function valueOf<T>(key: Key): Promise<T | null> {
    return (await kv.get(key)).value as T | null;
  }

  async function valuesOf<T>(entries: AsyncIterable<Entry>): Promise<T[]> {
    const values: T[] = [];
    for await (const { value } of entries) values.push(value as T);
    return values;
  }

  return {
    state: (target) => valueOf<TargetState>(stateKey(target)),
    async states(targets) {
      const found: TargetState[] = [];
      for (let first = 0; first < targets.length; first += KEYS_AT_ONCE) {
        const entries = await kv.getMany(targets.slice(first, first + KEYS_AT_ONCE).map(stateKey));
        found.push(...entries.flatMap(({ value }) => value === null ? [] : value as TargetState));
      }
      return found;
    },
    history: (target, limit) =>
      valuesOf<Row>(kv.list({ prefix: ["watch", "row", target] }, { limit, reverse: true })),
    async record({ state, row, message }) {
      const { target, sequence } = state;
      const key = stateKey(target);
      const { value, versionstamp } = await kv.get(key);
      if (((value as TargetState | null)?.sequence ?? 0) !== sequence - 1) return false;
      const transaction = kv.atomic()
        .check({ key, versionstamp })
        .set(key, state, lifetime)
        .set(rowKey(target, sequence), row, lifetime)
        .delete(rowKey(target, sequence - rowsMax));
      if (message !== null) {
        transaction.set(messageKey(message), message).set(idKey(message.id), messageKey(message));
      }
      return (await transaction.commit()).ok;
    },
    waiting: (limit) => valuesOf<Message>(kv.list({ prefix: ["watch", "message"] }, { limit })),
    async message(id) {
      const key = await valueOf<Key>(idKey(id));
      return key && await valueOf<Message>(key);
    },
    async replace(before, after) {
      const key = messageKey(before);
      const { value, versionstamp } = await kv.get(key);
      if ((value as Message | null)?.attempts !== before.attempts) return false;
      return (await kv.atomic().check({ key, versionstamp }).set(key, after).commit()).ok;
    },
    async remove(message) {
      await kv.atomic().delete(messageKey(message)).delete(idKey(message.id)).commit();
    },
    prune: () => Promise.resolve(),
  };
}
