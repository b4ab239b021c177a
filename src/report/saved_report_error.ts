/** A text that is no saved report: what is wrong, and what would be right. */
export class SavedReportError extends Error {
  override readonly name = "SavedReportError";

  constructor(message: string, readonly hint: string) {
    super(message);
  }
}
