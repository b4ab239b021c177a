/** Observations and reports typed by hand, a clock that a test moves, and an endpoint that keeps what it gets. */
import type { Report } from "../../src/report/mod.ts";
import type { Endpoint } from "../../src/watch/endpoint.ts";
import type { Observation } from "../../src/watch/observation.ts";
import { readSecrets } from "../../src/watch/signature.ts";
import { passing } from "../support/report_samples.ts";

export const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

export const start = Date.parse("2026-11-30T06:00:00Z");

/** A fingerprint of the server, `a`: as the report has them. */
export function fingerprint(letter: string): string {
  return letter.repeat(64);
}

export function observation(more: Partial<Observation> = {}): Observation {
  return {
    checked_at: new Date(start).toISOString(),
    duration_ms: 40,
    verdict: "pass",
    summary: "All is well",
    code: null,
    findings: [],
    fingerprint: fingerprint("a"),
    protocol_version: "TLS 1.3",
    cipher_suite: "TLS_AES_128_GCM_SHA256",
    named_group: "X25519MLKEM768",
    application_protocol: "h2",
    certificate: {
      fingerprint_sha256: fingerprint("1"),
      subject: "CN=example.com",
      issuer: "CN=Example",
      not_before: "2026-11-01T00:00:00Z",
      not_after: "2027-01-01T00:00:00Z",
    },
    expiry: null,
    ...more,
  };
}

/** A report of that server, or of one that cannot be reached. */
export function report(more: {
  readonly verdict?: Report["verdict"];
  readonly fingerprint?: string | null;
  readonly at?: number;
} = {}): Report {
  const { verdict = "pass", fingerprint: own = fingerprint("a"), at = start } = more;
  const stable = own === null || passing.stable === null ? null : { ...passing.stable, fingerprint: own };
  return { ...passing, verdict, stable, started_at: new Date(at).toISOString() };
}

/** Time passes when everybody sleeps: then until the first of them wakes. */
export class FakeClock {
  #now = start;
  readonly #sleepers = new Map<() => void, number>();
  #scheduled = false;

  readonly now = (): Date => new Date(this.#now);

  readonly sleep = (ms: number, signal: AbortSignal): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = () => {
      if (this.#sleepers.delete(wake)) resolve();
    };
    this.#sleepers.set(wake, this.#now + Math.min(ms, 1e12));
    signal.addEventListener("abort", wake, { once: true });
    if (signal.aborted) wake();
    this.#pass();
    return promise;
  };

  /** Resolves when the clock shows so many milliseconds more. */
  wait(ms: number): Promise<void> {
    return this.sleep(ms, new AbortController().signal);
  }

  /** After everything that can happen now has happened. */
  #pass(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => {
      this.#scheduled = false;
      const first = [...this.#sleepers].toSorted(([, a], [, b]) => a - b)[0];
      if (first === undefined) return;
      const [wake, at] = first;
      this.#now = Math.max(this.#now, at);
      wake();
      if (this.#sleepers.size > 0) this.#pass();
    }, 0);
  }
}

export interface Received {
  readonly headers: Headers;
  readonly body: string;
}

/** Answers as `answer` says, of the how-manieth request it is. */
export function endpoint(
  answer: (index: number, body: string) => Response | Error = () => new Response(),
): { readonly endpoint: Endpoint; readonly received: Received[] } {
  const received: Received[] = [];
  return {
    received,
    endpoint: {
      url: "https://hook.example/tls",
      secrets: readSecrets(secret),
      userAgent: "test",
      fetch(_url, init) {
        const body = init.body as string;
        received.push({ headers: new Headers(init.headers), body });
        const given = answer(received.length, body);
        return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
      },
    },
  };
}
