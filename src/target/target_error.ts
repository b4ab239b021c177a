/** What a person typed that names no target: which part of it, what is wrong, and what would fit. */

export type TargetField = "target" | "port" | "sni" | "starttls";

export class TargetError extends Error {
  override readonly name = "TargetError";
  readonly field: TargetField;
  /** What would fit, with an example. */
  readonly hint: string;

  constructor(field: TargetField, message: string, hint: string) {
    super(message);
    this.field = field;
    this.hint = hint;
  }
}

const QUOTED_CHARACTERS_MAX = 80;

/** The value as an error shows it: cut to a readable length, control and invisible characters escaped. */
export function quote(value: string): string {
  const shown = value.length > QUOTED_CHARACTERS_MAX ? value.slice(0, QUOTED_CHARACTERS_MAX) + "…" : value;
  return JSON.stringify(shown).replace(
    /[\p{Cc}\p{Cf}]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}
