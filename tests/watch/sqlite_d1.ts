/** SQLite in D1's place, for tests of what goes through D1. */
import type { DatabaseSync } from "node:sqlite";
import type { D1 } from "../../src/watch/d1_store.ts";

export function d1On(database: DatabaseSync): D1 {
  type Values = (string | number | null)[];
  const statement = (sql: string, values: Values) => ({
    bind: (...given: Values) => statement(sql, given),
    run() {
      const prepared = database.prepare(sql);
      if (/^SELECT/.test(sql)) {
        return { results: prepared.all(...values).map((row) => ({ ...row })), meta: { changes: 0 } };
      }
      return { results: [], meta: { changes: Number(prepared.run(...values).changes) } };
    },
    all() {
      return Promise.resolve(this.run());
    },
  });
  return {
    prepare: (sql) => statement(sql, []),
    batch(statements) {
      database.exec("BEGIN");
      try {
        for (const one of statements) (one as ReturnType<typeof statement>).run();
        database.exec("COMMIT");
        return Promise.resolve();
      } catch (error) {
        database.exec("ROLLBACK");
        return Promise.reject(error);
      }
    },
  } as D1;
}
