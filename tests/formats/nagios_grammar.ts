/**
 * A plugin's output as the monitoring plugins' development guidelines have it, read as a monitor would: strictly, so
 * that what does not fit throws.
 */
import assert from "node:assert/strict";

export const pluginStates = ["OK", "WARNING", "CRITICAL", "UNKNOWN"] as const;

export interface PluginOutput {
  readonly state: (typeof pluginStates)[number];
  readonly text: string;
  readonly data: readonly PerformanceValue[];
  /** The lines behind the first. */
  readonly long: readonly string[];
}

export interface PerformanceValue {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  /** Whether a value would be worth a warning, or be critical; `null` without a threshold. */
  readonly warns: ((value: number) => boolean) | null;
  readonly isCritical: ((value: number) => boolean) | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
}

export function readPluginOutput(output: string): PluginOutput {
  assert.ok(output.endsWith("\n"));
  const [first, ...long] = output.slice(0, -1).split("\n");
  const parts = first!.split("|");
  assert.ok(parts.length <= 2, `one bar at most: ${first}`);
  const [, state, text] = /^TLS (OK|WARNING|CRITICAL|UNKNOWN) - (\S.*)$/.exec(parts[0]!.trimEnd()) ?? [];
  assert.ok(state !== undefined && text !== undefined, first);
  for (const line of long) assert.ok(line !== "" && !line.includes("|"), line);
  return {
    state: state as PluginOutput["state"],
    text,
    data: parts[1] === undefined ? [] : readPerformanceData(parts[1].trim()),
    long,
  };
}

const number = String.raw`-?\d+(?:\.\d+)?`;
const range = String.raw`@?(?:(?:~|${number}):)?(?:${number})?`;
const row = new RegExp(
  String.raw`^(?:'((?:[^'=]|'')+)'|([^\s'=]+))=(${number})(s|us|ms|%|[KMGT]?B|c|)` +
    String.raw`(?:;(${range})(?:;(${range})(?:;(${number})?(?:;(${number})?)?)?)?)?(?: |$)`,
);

function readPerformanceData(text: string): PerformanceValue[] {
  const values: PerformanceValue[] = [];
  for (let rest = text; rest !== "";) {
    const found = row.exec(rest);
    assert.ok(found !== null, `not performance data: ${rest}`);
    const [all, quoted, bare, value, unit, warning, critical, minimum, maximum] = found;
    values.push({
      label: quoted?.replaceAll("''", "'") ?? bare!,
      value: Number(value),
      unit: unit!,
      warns: readRange(warning),
      isCritical: readRange(critical),
      minimum: minimum === undefined ? null : Number(minimum),
      maximum: maximum === undefined ? null : Number(maximum),
    });
    rest = rest.slice(all.length);
  }
  assert.equal(new Set(values.map(({ label }) => label)).size, values.length, "no label is there twice");
  return values;
}

/** "Generate an alert if x" is below the start or above the end; with `@`, if it is inside. */
function readRange(text: string | undefined): ((value: number) => boolean) | null {
  if (text === undefined || text === "") return null;
  const [, inside, start, end] = new RegExp(`^(@)?(?:(~|${number}):)?(${number})?$`).exec(text)!;
  const from = start === undefined ? 0 : start === "~" ? -Infinity : Number(start);
  const to = end === undefined ? Infinity : Number(end);
  assert.ok(from <= to, `a range that starts before it ends: ${text}`);
  return (value) => (inside === "@") === (value >= from && value <= to);
}
