/** Certificates of the Certificate message, by their places in it. */
import type { Certificate } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

/** As the report shows them; those that cannot be read are in no report. `positions`: from 0, the leaf's. */
export function sentAt({ certificates, notes }: RuleInput, positions: readonly number[]): Certificate[] {
  const unreadable = notes?.unreadable.map(({ index }) => index) ?? [];
  const readable = certificates.filter(({ source }) => source === "sent");
  return positions.flatMap((position) => {
    if (unreadable.includes(position)) return [];
    return readable[position - unreadable.filter((index) => index < position).length] ?? [];
  });
}

/** For a sentence: a server may send dozens, with long names. */
export function listSubjects(certificates: readonly Certificate[]): string {
  const subjects = certificates.map(({ subject }) => `"${clip(subject)}"`);
  const left = subjects.length - MOST_LISTED;
  return subjects.slice(0, MOST_LISTED).join(", ") + (left > 0 ? ` and ${left} more` : "");
}

/** Of their DER, all together. */
export function octetsOf(certificates: readonly Certificate[]): number {
  return certificates.reduce((sum, { cert_data }) => {
    const padding = /=*$/.exec(cert_data)![0].length;
    return sum + cert_data.length / 4 * 3 - padding;
  }, 0);
}

function clip(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}

const MOST_LISTED = 4;
const MOST_CHARACTERS = 200;
