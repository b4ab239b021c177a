/** Something that a report names, explained: what it is, where that is written, and what to do about it. */
export interface Topic {
  readonly kind: "step" | "finding" | "attack" | "chain error" | "step error" | "code point";
  /** As a report names it; of a code point, its hex. */
  readonly id: string;
  readonly title: string;
  /** IANA's title of a code point's registry. */
  readonly registry?: string;
  readonly explanation: string;
  /** A sentence without its period; `null` when there is nothing to do. */
  readonly remedy: string | null;
  /** `RFC 9846 §4.2.2`. */
  readonly references: readonly string[];
}
