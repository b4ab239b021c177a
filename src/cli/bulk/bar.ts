/** How far many checks have come, as one line on a terminal: done, failures, rate, time left. Pure. */

export interface Course {
  readonly done: number;
  readonly total: number;
  /** Of those done: failed, or not to be checked. */
  readonly failed: number;
  /** Since the first of them began. */
  readonly elapsedMs: number;
}

/** As in `███████░░░░░░░  412/1000  3 failed  57/s  0:10 left`, in at most `columns`. */
export function bar(course: Course, columns: number): string {
  const { done, total, failed, elapsedMs } = course;
  const rate = done / Math.max(1, elapsedMs) * 1000;
  const words = [`${done}/${total}`];
  if (failed > 0) words.push(`${failed} failed`);
  if (done > 0 && elapsedMs >= 1000) words.push(`${shownRate(rate)}`, `${clock((total - done) / rate)} left`);
  const text = words.join("  ");
  const width = Math.min(widest, columns - text.length - 2);
  if (width < narrowest) return text.slice(0, Math.max(0, columns));
  const filled = Math.round(done / total * width);
  return `${"█".repeat(filled)}${"░".repeat(width - filled)}  ${text}`;
}

const widest = 30;
const narrowest = 8;

function shownRate(perSecond: number): string {
  if (perSecond >= 1) return `${perSecond.toFixed(perSecond < 10 ? 1 : 0)}/s`;
  return `${(perSecond * 60).toFixed(1)}/min`;
}

/** `0:09`, `12:30`, `3:07:00`. */
function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
