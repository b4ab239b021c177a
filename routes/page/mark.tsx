/** Marks for verdicts and statuses: a shape, a colour and a word, so that none of them has to do it alone. */
import { prose } from "../prose.ts";

export type MarkName = "pass" | "warn" | "fail" | "skipped" | "unobserved" | "unknown" | "pending";

/** The shapes, once a page. */
export function MarkSprite() {
  return (
    <svg class="sprite" width="0" height="0" aria-hidden="true">
      <symbol id="pass" viewBox="0 0 16 16">
        <path d="M3.6 8.6l2.9 2.9 5.9-6.6" />
      </symbol>
      <symbol id="warn" viewBox="0 0 16 16">
        <path d="M8 3.4v5.6M8 12v.6" />
      </symbol>
      <symbol id="fail" viewBox="0 0 16 16">
        <path d="M4.4 4.4l7.2 7.2M11.6 4.4l-7.2 7.2" />
      </symbol>
      <symbol id="skipped" viewBox="0 0 16 16">
        <path d="M4.4 8h7.2" />
      </symbol>
      <symbol id="unknown" viewBox="0 0 16 16">
        <path d="M5.7 5.9a2.3 2.3 0 1 1 3.5 2C8.4 8.4 8 8.9 8 9.8M8 12.2v.5" />
      </symbol>
      <symbol id="pending" viewBox="0 0 16 16">
        <path d="M5 8h.1M8 8h.1M11 8h.1" />
      </symbol>
      <symbol id="nine" viewBox="0 0 24 24">
        <path d="M4 4h4v4H4zM10 4h4v4h-4zM16 4h4v4h-4zM4 10h4v4H4zM10 10h4v4h-4zM16 10h4v4h-4zM4 16h4v4H4zM10 16h4v4h-4z" />
        <path class="ninth" d="M15.5 18l1.8 1.9 3.6-4" />
      </symbol>
    </svg>
  );
}

/** With `silent` the word is left to the text beside it. */
export function Mark({ name, silent }: { readonly name: MarkName; readonly silent?: boolean }) {
  const shape = name === "unobserved" ? "unknown" : name;
  return (
    <span class={`mark is-${name}`}>
      <svg aria-hidden="true">
        <use href={`#${shape}`} />
      </svg>
      {!silent && <span class="hidden">{prose.status[name]}</span>}
    </span>
  );
}
