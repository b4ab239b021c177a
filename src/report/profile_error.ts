/** A file that is no profile. */
export class ProfileError extends Error {
  override readonly name = "ProfileError";
}
