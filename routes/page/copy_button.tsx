import { prose } from "../prose.ts";

/** Copies the text before it; there when the script is. */
export function CopyButton() {
  return <button type="button" class="copy" hidden data-copied={prose.copy.copied}>{prose.copy.copy}</button>;
}
