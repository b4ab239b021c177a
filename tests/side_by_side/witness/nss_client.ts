/** NSS's tstclnt, which has SSL 3.0, 3DES and RC4, where Debian's OpenSSL has none. */
import { cipherSuites } from "../../../src/registry/mod.ts";
import type { Target } from "../tools.ts";
import { runClient } from "./run_client.ts";

const versions: ReadonlyMap<string, string> = new Map([
  ["SSL 3.0", "ssl3"],
  ["TLS 1.0", "tls1.0"],
  ["TLS 1.1", "tls1.1"],
  ["TLS 1.2", "tls1.2"],
]);

/** Whether it comes to a session with this version, and this suite if one is given; `null` when it knows no such. */
export async function nss(target: Target, version: string, suite: string | null): Promise<boolean | null> {
  const session = await agreed(target, version, suite === null ? [] : [suite]);
  return session === null ? null : session !== NOTHING;
}

/** Whether a server with an order of its own takes the first of two; the client has an order that none can choose. */
export async function nssTakesFirst(
  target: Target,
  version: string,
  first: string,
  second: string,
): Promise<boolean | null> {
  const both = await agreed(target, version, [first, second]);
  const [alone, other] = [await agreed(target, version, [first]), await agreed(target, version, [second])];
  return both === null || alone === other ? null : both === alone;
}

/** What it says of the session, its suite among it. */
async function agreed(
  { port, starttls }: Target,
  version: string,
  suites: readonly string[],
): Promise<string | typeof NOTHING | null> {
  const range = versions.get(version);
  if (range === undefined || starttls !== null || !suites.every((suite) => known.test(suite))) return null;
  const values = suites.map((suite) => cipherSuites.entries.find(({ name }) => name === suite)!.value);
  const list = values.map((value) => `:${value.toString(16).padStart(4, "0").toUpperCase()}`).join("");
  const printed = await runClient("tstclnt", [
    ...["-D", "-h", "127.0.0.1", "-p", `${port}`, "-o", "-v", "-V", `${range}:${range}`],
    ...(list === "" ? [] : ["-c", list]),
  ], { input: "GET / HTTP/1.0\r\n\r\n", until: session });
  return session.exec(printed)?.[0] ?? NOTHING;
}

const session = /^tstclnt: SSL version .*\n.*Key Exchange: .*$/m;

const NOTHING: unique symbol = Symbol("no session");

/** Of what OpenSSL has not, and what stands beside it. */
const known = /^TLS_(RSA|DHE_RSA|ECDHE_RSA|ECDHE_ECDSA)_WITH_(3DES_EDE_CBC_SHA|RC4_128_(SHA|MD5)|AES_.*)$/;
