/** The badge as SVG: two fields, drawn with attributes alone so that it is the same wherever it is embedded. */
import type { Verdict } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";

interface BadgeProps {
  readonly verdict: Verdict;
  /** In place of the verdict's own word. */
  readonly words?: string;
  readonly host: string | null;
}

/** White on each has the contrast of WCAG AA. */
const colours: Record<Verdict, string> = {
  pass: "#0d7440",
  warn: "#855600",
  fail: "#b1231b",
  unknown: "#525e70",
};
const height = 20;
const padding = 7;
/** Of a letter at this size, more or less; `textLength` makes it so. */
const letter = 6.6;

export function BadgeImage({ verdict, words = prose.share.badgeVerdict[verdict], host }: BadgeProps) {
  const label = prose.share.badgeLabel;
  const title = prose.share.badgeTitle(label, words, host);
  const left = widthOf(label);
  const right = widthOf(words);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={left + right}
      height={height}
      viewBox={`0 0 ${left + right} ${height}`}
      role="img"
      aria-label={title}
    >
      <title>{title}</title>
      <path fill="#2a3650" d={`M4 0h${left - 4}v${height}H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z`} />
      <path
        fill={colours[verdict]}
        d={`M${left} 0h${right - 4}a4 4 0 0 1 4 4v${height - 8}a4 4 0 0 1-4 4H${left}z`}
      />
      <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
        <text x={padding} y="14" textLength={left - 2 * padding}>{label}</text>
        <text x={left + padding} y="14" textLength={right - 2 * padding} font-weight="bold">{words}</text>
      </g>
    </svg>
  );
}

function widthOf(text: string): number {
  return Math.round(text.length * letter) + 2 * padding;
}
