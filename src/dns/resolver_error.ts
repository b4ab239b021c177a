/** Why a resolver gave no answer; the message is a part of a sentence: "the resolver cannot be reached". */
export class ResolverError extends Error {
  override readonly name = "ResolverError";
}
