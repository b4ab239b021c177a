/** What many checks came to, in as much memory as a table of the worst of them takes. */
import { type Verdict, verdicts } from "../../report/mod.ts";

/** How a target fared; `null`: it could not be checked as it was given. */
export type Fate = Verdict | null;

export interface Row {
  readonly target: string;
  readonly fate: Fate;
  readonly reason: string;
}

/** What did not pass, the worst first. */
const fates: readonly Fate[] = ["fail", "unknown", null, "warn"];

/** Of each fate so many are told by name. */
const mostRows = 100;

export class Tally {
  readonly #counts = new Map<Fate, number>();
  readonly #rows = new Map<Fate, Row[]>(fates.map((fate) => [fate, []]));

  add(row: Row): void {
    this.#counts.set(row.fate, this.#count(row.fate) + 1);
    const rows = this.#rows.get(row.fate);
    if (rows !== undefined && rows.length < mostRows) rows.push(row);
  }

  /** Those that did not pass, the worst first; `left`: how many more there are. */
  get rows(): { readonly rows: readonly Row[]; readonly left: number } {
    const rows = [...this.#rows.values()].flat();
    const all = fates.reduce((sum, fate) => sum + this.#count(fate), 0);
    return { rows, left: all - rows.length };
  }

  /** `4 targets: 2 pass, 1 fail, 1 not checked`. */
  sentence(total: number): string {
    const counts = verdicts.flatMap((verdict) =>
      this.#count(verdict) === 0 ? [] : [`${this.#count(verdict)} ${verdict}`]
    );
    const checked = verdicts.reduce((sum, verdict) => sum + this.#count(verdict), 0);
    if (checked < total) counts.push(`${total - checked} not checked`);
    return `${total} ${total === 1 ? "target" : "targets"}: ${counts.join(", ")}`;
  }

  #count(fate: Fate): number {
    return this.#counts.get(fate) ?? 0;
  }
}
