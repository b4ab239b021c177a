/** Performance data: `label=value[unit];warn;crit;min;max`, thresholds as ranges: `20:` alerts below 20. */
import type { Report } from "../../report/mod.ts";

const MS_PER_DAY = 86_400_000;

/** One `label=value…` each. */
export function performanceData(report: Report): string[] {
  return [...times(report), ...expiry(report)];
}

/** The same of one target among several. Quoted, as it has a space; what could end a label cannot stand in one. */
export function labelled(row: string, place: string): string {
  const [label, ...rest] = row.split("=");
  return `'${label} ${place.replace(/[='|]/g, "_")}'=${rest.join("=")}`;
}

function times({ timings }: Report): string[] {
  const rows: readonly (readonly [string, number | null])[] = [
    ["time", timings.total_ms],
    ["dns", timings.dns_ms],
    ["tcp", timings.tcp_ms],
    ["tls", timings.tls_ms],
  ];
  return rows.flatMap(([label, ms]) => ms === null ? [] : [`${label}=${(ms / 1000).toFixed(6)}s;;;0`]);
}

/** The days left, with the thresholds that were in force for this certificate, in days too. */
function expiry({ expiry, started_at, certificates: [leaf] }: Report): string[] {
  if (expiry === null) return [];
  const end = Date.parse(expiry.not_after);
  const days = (from: string) => ((end - Date.parse(from)) / MS_PER_DAY).toFixed(2);
  const remaining = `days=${days(started_at)};${days(expiry.warning_at)}:;${days(expiry.critical_at)}:`;
  const share = leaf?.lifetime_remaining_percent ?? null;
  return share === null ? [remaining] : [remaining, `lifetime=${share}%;;;0;100`];
}
