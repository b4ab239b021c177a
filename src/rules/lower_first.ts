/** A sentence as it stands in the middle of another; an abbreviation or a quoted name at its start stays as it is. */
export function lowerFirst(sentence: string): string {
  return /^[A-Z][a-z ]/.test(sentence) ? sentence[0]!.toLowerCase() + sentence.slice(1) : sentence;
}
