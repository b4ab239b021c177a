import type { CodePoint } from "../registry/code_point.ts";

/** Where one field of a message lies: what the byte view and the report's `messages[].fields` show. */
export interface Field {
  /** The RFC's name for it. */
  readonly name: string;
  /** In octets from the first octet of the message. */
  readonly offset: number;
  /** In octets; 0 for an empty vector. */
  readonly length: number;
  /** How many structures enclose it. */
  readonly depth: number;
  /** Set when the field is a number from an IANA registry. */
  codePoint?: CodePoint;
}
