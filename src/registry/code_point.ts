/** A number from an IANA registry with the name it has there: the report's shape for every code point. */
export interface CodePoint {
  readonly value: number;
  /** `0x` and two or four lower-case digits, as wide as the field on the wire. */
  readonly hex: string;
  /** The registry's name letter for letter; `null` when it has none, `"GREASE"` for RFC 8701's values. */
  readonly name: string | null;
}
