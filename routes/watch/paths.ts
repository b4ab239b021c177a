/** Where watched targets are shown. */

/** The page of one of them. */
export function targetPath(target: string): string {
  return `/watch?${new URLSearchParams({ target })}`;
}

/** Whether a request is for these pages, and not for the service. */
export function showsWatch(url: string): boolean {
  return /^https?:\/\/[^/]+\/(?:watch|api\/v1\/watch)(?:\?|$)/.test(url);
}
