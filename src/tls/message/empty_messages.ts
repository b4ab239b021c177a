/** Messages whose type says it all: ServerHelloDone (RFC 5246 §7.4.5), HelloRequest (§7.4.1.1), EndOfEarlyData. */
import type { Reader } from "../../bytes/mod.ts";

/** The scope around the body refuses any content. */
export function readEmptyBody(_reader: Reader): void {}
