/** What ALPN offers: what was asked for, or what goes with the target. */
import { type CheckOptions, OptionError } from "../check_options.ts";
import type { Target } from "../target/mod.ts";
import { quote } from "../target/target_error.ts";

/** What a web server is offered; other protocols have no ALPN that everyone agrees on. */
const WEB_PROTOCOLS: readonly string[] = ["h2", "http/1.1"];

/** RFC 7301 §3.1. */
const MAXIMUM_NAME_OCTETS = 255;

/** RFC 7301 §3.1 allows any octets. Those in use are printable; a line end would mean something to a line-based server. */
const PRINTABLE = /^[!-~]+$/;

/** All names together, so that the ClientHello stays one that servers read. */
const MAXIMUM_OCTETS = 4096;

/** Names, most wanted first; empty offers none. Throws `OptionError`. */
export function applicationProtocols({ protocol }: Target, { alpn }: CheckOptions): readonly string[] {
  if (alpn === undefined) return protocol === "https" || protocol === "tls" ? WEB_PROTOCOLS : [];
  const misfit = alpn.find((name) => name.length > MAXIMUM_NAME_OCTETS || !PRINTABLE.test(name));
  if (misfit !== undefined) {
    throw new OptionError(
      "alpn",
      `${quote(misfit)} is not an application protocol`,
      `Give names of 1 to ${MAXIMUM_NAME_OCTETS} octets of printable ASCII without spaces (0x21 to 0x7e), as in "h2,http/1.1"`,
    );
  }
  const octets = alpn.reduce((sum, { length }) => sum + length, 0);
  if (octets > MAXIMUM_OCTETS) {
    throw new OptionError(
      "alpn",
      `${alpn.length} application protocols of ${octets} octets are too many for one ClientHello`,
      `Give fewer: at most ${MAXIMUM_OCTETS} octets together`,
    );
  }
  return alpn;
}
