/** What a table of this folder says of a field. */

/** How the octets read best beside their hex: as a number, as text, or not at all. */
export type Reading = "number" | "text";

/** A sentence for a student, the section that defines the field, and how its value reads. */
export type NoteRow = readonly [says: string, reference: string, reading?: Reading];

/** By the field's name. */
export type Notes = Readonly<Record<string, NoteRow>>;

export interface FieldNote {
  readonly says: string;
  /** `RFC 9846 §4.2.2`. */
  readonly reference: string;
  readonly reading: Reading | null;
}
