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
  /** Neither is a default, so that one may contradict the other. */
  readonly bothGiven: boolean;
}

const DEFAULT_DAYS = { warning: 30, critical: 10 } as const;

export const defaultThresholds: ExpiryThresholds = {
  warning: [{ unit: "percent", value: 30 }, { unit: "days", value: DEFAULT_DAYS.warning }],
  critical: [{ unit: "percent", value: 10 }, { unit: "days", value: DEFAULT_DAYS.critical }],
  bothGiven: false,
};

/** What is wrong with a threshold, and what would fit. */
export interface ThresholdProblem {
  readonly field: "warning" | "critical";
  readonly message: string;
  readonly hint: string;
}

/** Thresholds as they were typed; the default stands for one that is not given, and gives way to the one that is. */
export function parseThresholds(
  typed: { readonly warning?: string | undefined; readonly critical?: string | undefined },
): { readonly thresholds: ExpiryThresholds } | { readonly problem: ThresholdProblem } {
  const parsed: { warning?: ExpiryThreshold; critical?: ExpiryThreshold } = {};
  for (const field of ["warning", "critical"] as const) {
    const text = typed[field];
    if (text === undefined) continue;
    const threshold = parseExpiryThreshold(text);
    if (threshold === null) return { problem: notAThreshold(field, text) };
    parsed[field] = threshold;
  }
  const { warning, critical } = parsed;
  if (warning?.unit === critical?.unit && warning && critical && warning.value < critical.value) {
    return { problem: wrongOrder(typed.warning!, typed.critical!) };
  }
  return {
    thresholds: {
      warning: warning === undefined ? defaultThresholds.warning : [warning],
      critical: critical !== undefined
        ? [critical]
        : defaultThresholds.critical.map((threshold) => noMoreThan(threshold, warning)),
      bothGiven: warning !== undefined && critical !== undefined,
    },
  };
}

/** `20d`, `30%`, `1.5d`; `null` for anything else, for nothing, and for more than 100 % or a century. */
export function parseExpiryThreshold(text: string): ExpiryThreshold | null {
  const [, digits, sign] = /^(\d{1,6}(?:\.\d{1,3})?)(d|%)$/.exec(text) ?? [];
  if (digits === undefined) return null;
  const value = Number(digits);
  const unit = sign === "%" ? "percent" : "days";
  return value <= 0 || value > (unit === "percent" ? 100 : 36_500) ? null : { unit, value };
}

export interface Life {
  /** Milliseconds; `null` when unknown: a share of it then says nothing. */
  readonly lifetime: number | null;
  /** An issuer's lifetime is years, and of a share of it no more counts than the days that are the default. */
  readonly isLeaf: boolean;
}

/** Milliseconds before the end. The warning is never after it is critical, whatever was given. */
export function alarms(
  thresholds: ExpiryThresholds,
  life: Life,
): { readonly warning: number; readonly critical: number } {
  const critical = earliestThreshold("critical", thresholds, life);
  return { warning: Math.max(earliestThreshold("warning", thresholds, life), critical), critical };
}

/** Whether what was given as a warning would come after what was given as critical. */
export function contradict(thresholds: ExpiryThresholds, life: Life): boolean {
  return thresholds.bothGiven && life.lifetime !== null &&
    earliestThreshold("warning", thresholds, life) < earliestThreshold("critical", thresholds, life);
}

function earliestThreshold(
  field: "warning" | "critical",
  thresholds: ExpiryThresholds,
  { lifetime, isLeaf }: Life,
): number {
  const durations = thresholds[field].flatMap(({ unit, value }) => {
    if (unit === "days") return [value * MS_PER_DAY];
    if (lifetime === null) return [];
    const share = Math.max(0, lifetime) * value / 100;
    return [isLeaf ? share : Math.min(share, DEFAULT_DAYS[field] * MS_PER_DAY)];
  });
  return durations.length === 0 ? 0 : Math.min(...durations);
}

/** As in `less than 30 % of its lifetime and less than 30 days`. */
export function describeThreshold(thresholds: readonly ExpiryThreshold[]): string {
  return thresholds.map((threshold) => `less than ${inUnits(threshold)}`).join(" and ");
}

/** As in `30 % of its lifetime`. */
export function inUnits({ unit, value }: ExpiryThreshold): string {
  return `${value} ${unit === "days" ? "days" : "% of its lifetime"}`;
}

function noMoreThan(threshold: ExpiryThreshold, most: ExpiryThreshold | undefined): ExpiryThreshold {
  return most?.unit === threshold.unit && most.value < threshold.value ? most : threshold;
}

function notAThreshold(field: "warning" | "critical", text: string): ThresholdProblem {
  return {
    field,
    message: `${JSON.stringify(text.slice(0, 40))} is not an expiry threshold`,
    hint: 'Give days or a share of the lifetime, more than 0 and at most 100 %, as in "20d" or "30%"',
  };
}

function wrongOrder(warning: string, critical: string): ThresholdProblem {
  return {
    field: "warning",
    message: `A warning at "${warning}" would come after the critical threshold of "${critical}"`,
    hint: 'The warning comes first, as in warning "20d" and critical "7d"',
  };
}
