/** Octets in hex, eight or sixteen a line, each field in an element of its own within that of what encloses it. */
import type { Place } from "./tree.ts";

interface HexProps {
  /** As many digits as there are octets to show. */
  readonly hex: string;
  readonly places: readonly Place[];
  /** Of the elements' ids. */
  readonly prefix: string;
  readonly label: string;
}

export function Hex({ hex, places, prefix, label }: HexProps) {
  const length = hex.length / 2;
  return (
    <div class="hex" tabindex={0} role="group" aria-label={label}>
      <Offsets length={length} columns={8} />
      <Offsets length={length} columns={16} />
      <code>
        <Octets hex={hex} start={0} end={length} places={places} prefix={prefix} />
      </code>
    </div>
  );
}

interface OctetsProps extends Omit<HexProps, "label"> {
  readonly start: number;
  readonly end: number;
}

function Octets({ hex, start, end, places, prefix }: OctetsProps) {
  const parts = [];
  let at = start;
  for (const place of places) {
    if (place.start > at) parts.push(pairs(hex, at, place.start));
    parts.push(
      <span id={`${prefix}${place.field}`}>
        {place.parts.length === 0
          ? pairs(hex, place.start, place.end)
          : <Octets hex={hex} start={place.start} end={place.end} places={place.parts} prefix={prefix} />}
      </span>,
    );
    at = place.end;
  }
  if (at < end) parts.push(pairs(hex, at, end));
  return <>{parts.map((part, index) => index === 0 ? part : <>{" "}{part}</>)}</>;
}

function pairs(hex: string, start: number, end: number): string {
  return hex.slice(2 * start, 2 * end).replace(/..(?!$)/g, "$& ");
}

function Offsets({ length, columns }: { readonly length: number; readonly columns: 8 | 16 }) {
  const lines = Array.from(
    { length: Math.ceil(length / columns) },
    (_, line) => (line * columns).toString(16).padStart(4, "0"),
  );
  return <span class={`offsets of-${columns}`} aria-hidden="true">{lines.join("\n")}</span>;
}
