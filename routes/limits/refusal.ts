/** What the service will not do for this request: why, and when to come back. Nothing was contacted. */

export type RefusalStatus = 403 | 413 | 414 | 429 | 503;

/** As they are counted. */
export const refusalReasons = ["policy", "client_limit", "target_limit", "capacity"] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export interface RefusalDetails {
  /** Without it, the request itself is no good. */
  readonly reason?: RefusalReason;
  /** The parameter at fault. */
  readonly field?: string;
  /** Whole seconds after which it may go through. */
  readonly retryAfter?: number;
}

export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly reason: RefusalReason | null;
  readonly field: string | null;
  readonly retryAfter: number | null;

  constructor(
    readonly status: RefusalStatus,
    message: string,
    readonly hint: string,
    { reason, field, retryAfter }: RefusalDetails = {},
  ) {
    super(message);
    this.reason = reason ?? null;
    this.field = field ?? null;
    this.retryAfter = retryAfter ?? null;
  }
}
