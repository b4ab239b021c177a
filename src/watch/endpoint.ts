/** Where webhooks go: one POST, and what its answer means. */
import type { Message } from "./store.ts";
import { signatureHeaders } from "./signature.ts";

export interface Endpoint {
  readonly url: string;
  readonly secrets: readonly Uint8Array[];
  /** The platform's own. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly userAgent: string;
}

export type Outcome =
  | { readonly kind: "delivered" }
  | {
    readonly kind: "failed";
    /** In a few words, without the address: it may have a secret in it. */
    readonly reason: string;
    /** Another message would have fared no better. */
    readonly general: boolean;
    /** What the endpoint asks for, in milliseconds. */
    readonly retryAfterMs: number;
  };

/** Standard Webhooks recommends 15 to 30 seconds. */
export const ATTEMPT_TIMEOUT_MS = 15_000;

const RETRY_AFTER_MAX_MS = 86_400_000;

/** Only 2xx is success; a redirect is none, as the specification has it. Never rejects. */
export async function send(endpoint: Endpoint, message: Message, now: Date): Promise<Outcome> {
  try {
    const response = await endpoint.fetch(endpoint.url, {
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
      headers: {
        "Content-Type": "application/json",
        "User-Agent": endpoint.userAgent,
        ...await signatureHeaders(endpoint.secrets, message.id, now, message.body),
      },
      body: message.body,
    });
    await response.body?.cancel();
    if (response.ok) return { kind: "delivered" };
    const { status } = response;
    return {
      kind: "failed",
      reason: `it answered ${status}`,
      general: status < 400 || status >= 500 || [401, 403, 404, 408, 410, 429].includes(status),
      retryAfterMs: retryAfter(response.headers.get("Retry-After"), now),
    };
  } catch (error) {
    return { kind: "failed", reason: reasonOf(error), general: true, retryAfterMs: 0 };
  }
}

/** RFC 9110 §10.2.3: seconds, or a date. */
function retryAfter(value: string | null, now: Date): number {
  if (value === null) return 0;
  const wanted = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return wanted > 0 ? Math.min(wanted, RETRY_AFTER_MAX_MS) : 0;
}

/** Not in the platform's words, which repeat the address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "it cannot be reached";
  if (error.name === "TimeoutError") return `it did not answer within ${ATTEMPT_TIMEOUT_MS / 1000} seconds`;
  const words = error.cause instanceof Error ? error.cause.message : error.message;
  const [known] = /connection refused|connection reset|dns error|certificate|unreachable/i.exec(words) ?? [];
  return `it cannot be reached${known === undefined ? "" : `: ${known.toLowerCase()}`}`;
}
