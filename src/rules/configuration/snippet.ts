/** A piece of configuration as one server reads it. */
export interface Snippet {
  /** A whole block: in nginx's `http`, in Apache's main configuration, a Caddyfile, haproxy.cfg, main.cf, … */
  readonly complete: string;
  /** Of it, what is shown where room is short: what brings the purpose about, and remarks without which that misleads. */
  readonly lines: readonly string[];
}

/** With other lines where room is short, which are some of the whole. */
export function inShort({ complete }: Snippet, ...lines: readonly string[]): Snippet {
  return { complete, lines };
}

/** The server is so by itself: its remark is of use beside the others, and not where room is short. */
export function asItIs(snippet: Snippet): Snippet {
  return inShort(snippet);
}

export interface Site {
  readonly name: string;
  readonly port: number;
}
