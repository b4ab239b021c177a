/** Prometheus' text exposition format, read as a scrape reads it: version 0.0.4, without timestamps and exemplars. */

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Exposition {
  readonly samples: readonly Sample[];
  /** By the metric's name. */
  readonly help: ReadonlyMap<string, string>;
  readonly type: ReadonlyMap<string, string>;
}

/** Throws for a line that is none of the format's, and for a series that stands there twice, which promtool lets pass. */
export function readExposition(text: string): Exposition {
  const samples: Sample[] = [];
  const help = new Map<string, string>();
  const type = new Map<string, string>();
  const seen = new Set<string>();
  for (const line of text.split("\n").filter((line) => line !== "")) {
    const [, comment, about, words] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (comment !== undefined) (comment === "HELP" ? help : type).set(about!, words!);
    else samples.push(readSample(line));
    const series = line.slice(0, line.lastIndexOf(" "));
    if (comment === undefined && seen.has(series)) throw new Error(`Twice: ${series}`);
    seen.add(series);
  }
  return { samples, help, type };
}

function readSample(line: string): Sample {
  const [, name, labels = "", value] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (name === undefined) throw new Error(`This is no sample: ${line}`);
  const pairs = labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)",?/g);
  return {
    name,
    labels: Object.fromEntries(Array.from(pairs, ([, label, text]) => [label!, unescape(text!)])),
    value: Number(value),
  };
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, (_, escaped) => escaped === "n" ? "\n" : escaped);
}
