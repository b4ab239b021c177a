import type { Child } from "hono/jsx";

/** A sentence of the document: what stands between backquotes is code. */
export function Description({ text }: { readonly text: string }): Child {
  return <>{text.split("`").map((part, index) => index % 2 === 1 ? <code>{part}</code> : part)}</>;
}
