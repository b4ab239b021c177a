/** A length of time in words, and its units. */

export const MS_PER_DAY = 86_400_000;

const MS_PER_HOUR = 3_600_000;
const MS_PER_MINUTE = 60_000;

/** As people say it: `61 days`, `36 hours`, `5 minutes`; always whole units, rounded down. */
export function inWords(milliseconds: number): string {
  if (milliseconds >= 2 * MS_PER_DAY) return `${Math.floor(milliseconds / MS_PER_DAY)} days`;
  if (milliseconds >= 2 * MS_PER_HOUR) return `${Math.floor(milliseconds / MS_PER_HOUR)} hours`;
  if (milliseconds >= 2 * MS_PER_MINUTE) return `${Math.floor(milliseconds / MS_PER_MINUTE)} minutes`;
  return "less than 2 minutes";
}
