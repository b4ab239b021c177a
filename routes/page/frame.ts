/** A page in two parts, so that the first can be sent before the second is known. */
import { raw } from "hono/html";
import type { JSX } from "hono/jsx/jsx-runtime";

/** Nothing that is written by anyone becomes this: in text and attributes "<" is escaped. */
const cut = "<!--cut-->";

/** Stands in the page where it is parted. */
export const Cut = () => raw(cut);

export function parted(page: JSX.Element): readonly [before: string, after: string] {
  const [before, after] = String(page).split(cut);
  if (before === undefined || after === undefined) throw new Error("The page has no place to be parted at");
  return [`<!DOCTYPE html>${before}`, after];
}
