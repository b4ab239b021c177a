/**
 * The store in D1, which is SQLite as Cloudflare has it. D1 and not Workers KV: a check's state, row and webhook have to
 * be written together and in order, where KV has no transactions, takes one write a second for a key, and shows it
 * elsewhere up to a minute later. A batch is a transaction, and a row that is there already undoes it.
 */
import type { Row, TargetState } from "./decide.ts";
import { HISTORY_ROWS, historyStart, type Message, type WatchStore } from "./store.ts";

/** The part of D1 that is used. */
export interface D1 {
  prepare(sql: string): Statement;
  batch(statements: readonly Statement[]): Promise<unknown>;
}

interface Statement {
  bind(...values: (string | number | null)[]): Statement;
  all(): Promise<
    { readonly results: Record<string, unknown>[]; readonly meta: { readonly changes: number } }
  >;
}

const tables = [
  `CREATE TABLE IF NOT EXISTS watch_state (target TEXT PRIMARY KEY, checked_at TEXT NOT NULL, state TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS watch_row (target TEXT NOT NULL, sequence INTEGER NOT NULL, checked_at TEXT NOT NULL,
    row TEXT NOT NULL, PRIMARY KEY (target, sequence))`,
  // What is too old is looked for every hour, and D1 bills each row that is looked at.
  `CREATE INDEX IF NOT EXISTS watch_row_checked_at ON watch_row (checked_at)`,
  `CREATE TABLE IF NOT EXISTS watch_message (id TEXT PRIMARY KEY, target TEXT NOT NULL, body TEXT NOT NULL,
    created_at INTEGER NOT NULL, attempts INTEGER NOT NULL, next_at INTEGER NOT NULL, last_error TEXT)`,
  `CREATE TABLE IF NOT EXISTS watch_target (target TEXT PRIMARY KEY)`,
];

/** What a statement of D1's takes. */
const PARAMETERS_MAX = 100;

/** Makes the tables where there are none. */
export async function d1Store(database: D1, rowsMax = HISTORY_ROWS): Promise<WatchStore> {
  const statement = (sql: string, ...values: (string | number | null)[]) =>
    database.prepare(sql).bind(...values);
  const query = async (sql: string, ...values: (string | number | null)[]) =>
    await statement(sql, ...values).all();
  await database.batch(tables.map((sql) => database.prepare(sql)));

  async function states(targets: readonly string[]): Promise<TargetState[]> {
    const found: TargetState[] = [];
    for (let first = 0; first < targets.length; first += PARAMETERS_MAX) {
      const some = targets.slice(first, first + PARAMETERS_MAX);
      const places = some.map(() => "?").join(", ");
      const { results } = await query(`SELECT state FROM watch_state WHERE target IN (${places})`, ...some);
      found.push(...results.map(({ state }) => JSON.parse(state as string)));
    }
    return found;
  }

  async function isRecorded(target: string, sequence: number): Promise<boolean> {
    const { results } = await query(
      "SELECT 1 FROM watch_row WHERE target = ? AND sequence = ?",
      target,
      sequence,
    );
    return results.length > 0;
  }

  return {
    states,
    state: async (target) => (await states([target]))[0] ?? null,
    async history(target, limit) {
      const { results } = await query(
        "SELECT row FROM watch_row WHERE target = ? ORDER BY sequence DESC LIMIT ?",
        target,
        limit,
      );
      return results.map(({ row }) => JSON.parse(row as string) as Row);
    },
    async record({ state, row, message }) {
      const { target, sequence, last: { checked_at } } = state;
      const statements = [
        statement(
          "INSERT INTO watch_row VALUES (?, ?, ?, ?)",
          target,
          sequence,
          checked_at,
          JSON.stringify(row),
        ),
        statement(
          "INSERT OR REPLACE INTO watch_state VALUES (?, ?, ?)",
          target,
          checked_at,
          JSON.stringify(state),
        ),
        statement(
          "DELETE FROM watch_row WHERE target = ? AND sequence <= ?",
          target,
          sequence - rowsMax,
        ),
      ];
      if (message !== null) {
        const { id, body, created_at, attempts, next_at, last_error } = message;
        statements.push(statement(
          "INSERT INTO watch_message VALUES (?, ?, ?, ?, ?, ?, ?)",
          id,
          target,
          body,
          created_at,
          attempts,
          next_at,
          last_error,
        ));
      }
      try {
        await database.batch(statements);
        return true;
      } catch (error) {
        if (await isRecorded(target, sequence)) return false;
        throw error;
      }
    },
    async waiting(limit) {
      const { results } = await query("SELECT * FROM watch_message ORDER BY created_at, id LIMIT ?", limit);
      return results as unknown as Message[];
    },
    async message(id) {
      const { results } = await query("SELECT * FROM watch_message WHERE id = ?", id);
      return (results[0] ?? null) as unknown as Message | null;
    },
    async replace({ id, attempts }, after) {
      const { meta } = await query(
        "UPDATE watch_message SET attempts = ?, next_at = ?, last_error = ? WHERE id = ? AND attempts = ?",
        after.attempts,
        after.next_at,
        after.last_error,
        id,
        attempts,
      );
      return meta.changes === 1;
    },
    remove: async ({ id }) => void await query("DELETE FROM watch_message WHERE id = ?", id),
    async prune(now) {
      const start = historyStart(now).toISOString();
      await database.batch([
        statement("DELETE FROM watch_row WHERE checked_at < ?", start),
        statement("DELETE FROM watch_state WHERE checked_at < ?", start),
      ]);
    },
  };
}

/** Targets that someone has put into the table for them, for a list that is too long for a variable. */
export async function d1Targets(database: D1): Promise<string[]> {
  const { results } = await database.prepare("SELECT target FROM watch_target ORDER BY rowid").all();
  return results.map(({ target }) => String(target));
}
