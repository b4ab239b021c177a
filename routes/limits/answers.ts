/** The checks that run now, shared by identical requests, and the reports of those that ended a short while ago. */
import type { Report } from "../../src/report/mod.ts";
import { Flight, type Start } from "./flight.ts";

export interface Answer {
  readonly flight: Flight;
  /** How old the report is, when the check was over before it was asked for. */
  readonly ageMs: number | null;
}

/** Longer than anyone wants an old report, whatever `max_age` says. */
export const KEPT_MS = 60_000;
const REPORTS_MAX = 200;
/** A hostile server can make a report of megabytes, which is not worth keeping. */
const OCTETS_MAX = 256 * 1024;

interface Landed {
  readonly flight: Flight;
  readonly at: number;
}

export class Answers {
  readonly #flying = new Map<string, Flight>();
  /** By their ids. */
  readonly #running = new Map<string, Flight>();
  /** The oldest first. */
  readonly #landed = new Map<string, Landed>();
  readonly #now: () => number;
  readonly #newId: () => string;

  /** `now`: milliseconds from any origin. `newId`: as no other check has, in this process or another. */
  constructor(now: () => number = () => performance.now(), newId: () => string = () => crypto.randomUUID()) {
    this.#now = now;
    this.#newId = newId;
  }

  /** `key`: everything that the report depends on. `start` is called when there is nothing to share. */
  get(key: string, maxAgeMs: number, start: Start): Answer {
    this.#forget();
    const landed = this.#landed.get(key);
    const ageMs = landed && this.#now() - landed.at;
    if (ageMs !== undefined && ageMs < maxAgeMs) return { flight: landed!.flight, ageMs };
    const shared = this.#flying.get(key);
    if (shared !== undefined && !shared.abandoned) return { flight: shared, ageMs: null };
    return { flight: this.#take(key, start), ageMs: null };
  }

  /** A check that is shared with nobody. */
  alone(start: Start): Answer {
    return { flight: this.#note(new Flight(start, this.#newId())), ageMs: null };
  }

  /** The check of this `id`, while it runs. */
  running(id: string): Flight | null {
    return this.#running.get(id) ?? null;
  }

  #note(flight: Flight): Flight {
    this.#running.set(flight.id, flight);
    flight.ended.then(() => this.#running.delete(flight.id));
    return flight;
  }

  #take(key: string, start: Start): Flight {
    const flight = this.#note(new Flight(start, this.#newId()));
    this.#flying.set(key, flight);
    flight.ended.then(() => {
      if (this.#flying.get(key) === flight) this.#flying.delete(key);
      if (flight.report === null || !isWorthKeeping(flight.report)) return;
      this.#landed.delete(key);
      this.#landed.set(key, { flight, at: this.#now() });
    });
    return flight;
  }

  #forget(): void {
    const oldest = this.#now() - KEPT_MS;
    for (const [key, { at }] of this.#landed) {
      if (at > oldest && this.#landed.size <= REPORTS_MAX) return;
      this.#landed.delete(key);
    }
  }
}

/** "Could not check" is about this moment and this place, and the next attempt may fare better. */
function isWorthKeeping({ verdict, messages, records = [], certificates }: Report): boolean {
  if (verdict === "unknown") return false;
  let octets = 0;
  for (const { bytes = "", length, fields } of messages) octets += length + sizeOf(bytes, fields);
  for (const { bytes, fields, decrypted } of records) {
    octets += sizeOf(bytes, fields) + (decrypted === null ? 0 : sizeOf(decrypted.bytes, decrypted.fields));
  }
  for (const { cert_data } of certificates) octets += cert_data.length;
  return octets <= OCTETS_MAX;
}

function sizeOf(bytes: string, fields: readonly unknown[]): number {
  return bytes.length + 100 * fields.length;
}
