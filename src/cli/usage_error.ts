/** A command line that cannot be followed: what is wrong with it, and what would fit. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  constructor(message: string, readonly hint: string) {
    super(message);
  }
}
