/** A store that ends with the process: what the interface means, in its shortest form. */
import type { Row, TargetState } from "./decide.ts";
import { HISTORY_ROWS, historyStart, type Message, type WatchStore } from "./store.ts";

export function memoryStore(rowsMax = HISTORY_ROWS): WatchStore {
  const states = new Map<string, TargetState>();
  const rows = new Map<string, Row[]>();
  const messages = new Map<string, Message>();
  const settled = <T>(value: T): Promise<T> => Promise.resolve(value);
  return {
    state: (target) => settled(states.get(target) ?? null),
    states: (targets) => settled(targets.flatMap((target) => states.get(target) ?? [])),
    history: (target, limit) => settled((rows.get(target) ?? []).toReversed().slice(0, limit)),
    record({ state, row, message }) {
      if ((states.get(state.target)?.sequence ?? 0) !== state.sequence - 1) return settled(false);
      states.set(state.target, state);
      rows.set(state.target, [...rows.get(state.target) ?? [], row].slice(-rowsMax));
      if (message !== null) messages.set(message.id, message);
      return settled(true);
    },
    waiting: (limit) => settled([...messages.values()].slice(0, limit)),
    message: (id) => settled(messages.get(id) ?? null),
    replace(before, after) {
      if (messages.get(before.id)?.attempts !== before.attempts) return settled(false);
      messages.set(after.id, after);
      return settled(true);
    },
    remove({ id }) {
      messages.delete(id);
      return settled(undefined);
    },
    prune(now) {
      const start = historyStart(now).toISOString();
      for (const [target, { last }] of states) if (last.checked_at < start) states.delete(target);
      for (const [target, all] of rows) {
        rows.set(target, states.has(target) ? all.filter(({ checked_at }) => checked_at >= start) : []);
      }
      return settled(undefined);
    },
  };
}
