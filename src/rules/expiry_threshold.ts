/**
 * How close to its end a certificate's life may come: in days or as a share of the lifetime.
 *
 * Certificates live from six days to years, so that no number of days fits all: the defaults are a share of the
 * lifetime, and never more than a number of days.
 */
import { MS_PER_DAY } from "./duration.ts";

export interface ExpiryThreshold {
  readonly unit: "days" | "percent";
  readonly value: number;
}

/** Below each, the certificate is a finding; of several the smallest counts. */
export interface ExpiryThresholds {
  readonly warning: readonly ExpiryThreshold[];
  readonly critical: readonly ExpiryThreshold[];
}

export const defaultThresholds: ExpiryThresholds = {
  warning: [{ unit: "percent", value: 30 }, { unit: "days", value: 30 }],
  critical: [{ unit: "percent", value: 10 }, { unit: "days", value: 10 }],
};

/** What is wrong with a threshold, and what would fit. */
export interface ThresholdProblem {
  readonly field: "warning" | "critical";
  readonly message: string;
  readonly hint: string;
}

/** Thresholds as they were typed; the default stands for one that is not given. */
export function parseThresholds(
  typed: { readonly warning?: string | undefined; readonly critical?: string | undefined },
): { readonly thresholds: ExpiryThresholds } | { readonly problem: ThresholdProblem } {
  const { warning, critical } = defaultThresholds;
  const parsed: Record<keyof ExpiryThresholds, readonly ExpiryThreshold[]> = { warning, critical };
  for (const field of ["warning", "critical"] as const) {
    const text = typed[field];
    if (text === undefined) continue;
    const threshold = parseExpiryThreshold(text);
    if (threshold === null) return { problem: notAThreshold(field, text) };
    parsed[field] = [threshold];
  }
  return typed.warning !== undefined && typed.critical !== undefined &&
      isBelow(parsed.warning, parsed.critical)
    ? { problem: wrongOrder(typed.warning, typed.critical) }
    : { thresholds: parsed };
}

/** `20d`, `30%`, `1.5d`; `null` for anything else, more than 100 % or a century. */
export function parseExpiryThreshold(text: string): ExpiryThreshold | null {
  const [, digits, sign] = /^(\d{1,6}(?:\.\d{1,3})?)(d|%)$/.exec(text) ?? [];
  if (digits === undefined) return null;
  const value = Number(digits);
  const unit = sign === "%" ? "percent" : "days";
  return value > (unit === "percent" ? 100 : 36_500) ? null : { unit, value };
}

/** Milliseconds before the end. `lifetime`: milliseconds, `null` when unknown; a share of it then says nothing. */
export function earliestThreshold(thresholds: readonly ExpiryThreshold[], lifetime: number | null): number {
  const durations = thresholds.flatMap(({ unit, value }) => {
    if (unit === "days") return [value * MS_PER_DAY];
    return lifetime === null ? [] : [lifetime * value / 100];
  });
  return durations.length === 0 ? 0 : Math.min(...durations);
}

/** As in `less than 30 % of its lifetime and less than 30 days`. */
export function describeThreshold(thresholds: readonly ExpiryThreshold[]): string {
  return thresholds.map(({ unit, value }) =>
    `less than ${value} ${unit === "days" ? "days" : "% of its lifetime"}`
  )
    .join(" and ");
}

/** Whether a warning would never come before it is critical, which can only be told within one unit. */
function isBelow(warning: readonly ExpiryThreshold[], critical: readonly ExpiryThreshold[]): boolean {
  return warning.some((one) => critical.some((other) => one.unit === other.unit && one.value < other.value));
}

function notAThreshold(field: "warning" | "critical", text: string): ThresholdProblem {
  return {
    field,
    message: `${JSON.stringify(text.slice(0, 40))} is not an expiry threshold`,
    hint: 'Give days or a share of the lifetime, as in "20d" or "30%"',
  };
}

function wrongOrder(warning: string, critical: string): ThresholdProblem {
  return {
    field: "warning",
    message: `A warning at "${warning}" would come after the critical threshold of "${critical}"`,
    hint: 'The warning comes first, as in warning "20d" and critical "7d"',
  };
}
