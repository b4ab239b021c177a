/** What the service will not do for this request: why, and when to come back. Nothing was contacted. */

export type RefusalStatus = 403 | 413 | 414 | 429 | 503;

export interface RefusalDetails {
  /** The parameter at fault. */
  readonly field?: string;
  /** Whole seconds after which it may go through. */
  readonly retryAfter?: number;
}

export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly field: string | null;
  readonly retryAfter: number | null;

  constructor(
    readonly status: RefusalStatus,
    message: string,
    readonly hint: string,
    { field, retryAfter }: RefusalDetails = {},
  ) {
    super(message);
    this.field = field ?? null;
    this.retryAfter = retryAfter ?? null;
  }
}
