/** OpenSSL's s_client: a handshake that is really completed, or really refused. */
import { runClient } from "./run_client.ts";
import type { Target } from "../tools.ts";

/** Of a handshake that was completed, in OpenSSL's words. */
export interface Completed {
  readonly version: string;
  readonly suite: string;
  readonly isResumed: boolean;
  readonly group: string | null;
  /** All that it wrote. */
  readonly printed: string;
}

/** `null`: refused. The server need not know RFC 5746. */
export async function openssl(target: Target, ...args: readonly string[]): Promise<Completed | null> {
  const printed = await runClient("openssl", [
    ...["s_client", "-connect", `127.0.0.1:${target.port}`, "-servername", "localhost"],
    ...["-legacy_server_connect", ...args],
    ...(target.starttls === null ? [] : ["-starttls", target.starttls]),
  ]);
  const [, how, first, suite] = /^(New|Reused), (?!\(NONE\))(\S+), Cipher is (\S+)$/m.exec(printed) ?? [];
  if (suite === undefined) return null;
  // The line before has the version that was the first to have the suite
  const [, version = first] = /^ +Protocol +: (\S+)$/m.exec(printed) ?? [];
  const [, group = null] = /^Server Temp Key: (?:ECDH, )?(\w+),/m.exec(printed) ?? [];
  return { version: version!, suite, isResumed: how === "Reused", group, printed };
}

/** The option that allows a version and no other. */
export const versionOptions: ReadonlyMap<string, string> = new Map([
  ["TLS 1.3", "-tls1_3"],
  ["TLS 1.2", "-tls1_2"],
  ["TLS 1.1", "-tls1_1"],
  ["TLS 1.0", "-tls1"],
]);

/** Everything that it has. */
export const everySuite = ["-cipher", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"];
