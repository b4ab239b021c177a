/** What was to be written could not be: where and why, and what would help. */
export class OutputError extends Error {
  override readonly name = "OutputError";

  constructor(message: string, readonly hint: string, options?: ErrorOptions) {
    super(message, options);
  }
}
