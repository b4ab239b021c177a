/** The page of one watched target. */
export function targetPath(target: string): string {
  return `/watch?${new URLSearchParams({ target })}`;
}
