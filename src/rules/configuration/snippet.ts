/** A piece of configuration as one server reads it. */
export interface Snippet {
  /** A whole block: in nginx's `http`, in Apache's main configuration, a Caddyfile, haproxy.cfg, main.cf, … */
  readonly complete: string;
  /** Of it, what brings the purpose about, and remarks on that: without what stands around. */
  readonly lines: readonly string[];
}

export interface Site {
  readonly name: string;
  readonly port: number;
}
