/** What ALPN offers: what was asked for, or what goes with the target. */
import { type CheckOptions, OptionError } from "../check_options.ts";
import type { Target } from "../target/mod.ts";

/** What a web server is offered; other protocols have no ALPN that everyone agrees on. */
const WEB_PROTOCOLS: readonly string[] = ["h2", "http/1.1"];

/** RFC 7301 §3.1. */
const MAXIMUM_NAME_OCTETS = 255;

/** All names together, so that the ClientHello stays one that servers read. */
const MAXIMUM_OCTETS = 4096;

/** Names, most wanted first; empty offers none. Throws `OptionError`. */
export function applicationProtocols({ protocol }: Target, { alpn }: CheckOptions): readonly string[] {
  if (alpn === undefined) return protocol === "https" || protocol === "tls" ? WEB_PROTOCOLS : [];
  const lengths = alpn.map((name) => new TextEncoder().encode(name).length);
  const misfit = alpn.find((_, index) => lengths[index] === 0 || lengths[index]! > MAXIMUM_NAME_OCTETS);
  if (misfit !== undefined) {
    throw new OptionError(
      "alpn",
      `${JSON.stringify(misfit.slice(0, 40))} is not an application protocol`,
      `Give names of 1 to ${MAXIMUM_NAME_OCTETS} octets, as in "h2,http/1.1"`,
    );
  }
  const octets = lengths.reduce((sum, length) => sum + length, 0);
  if (octets > MAXIMUM_OCTETS) {
    throw new OptionError(
      "alpn",
      `${alpn.length} application protocols of ${octets} octets are too many for one ClientHello`,
      `Give fewer: at most ${MAXIMUM_OCTETS} octets together`,
    );
  }
  return alpn;
}
