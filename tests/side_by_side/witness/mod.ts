/**
 * Who is right where two tools differ: another project's client does the very thing, and completes the handshake or
 * does not.
 */
import { opensslSuite } from "../../peers/tls_servers/openssl_names.ts";
import type { Difference } from "../compare.ts";
import { anyVersion, type Preference } from "../tool_facts.ts";
import type { Target } from "../tools.ts";
import { feature } from "./feature.ts";
import { group } from "./group.ts";
import { nss, nssTakesFirst } from "./nss_client.ts";
import { everySuite, openssl, versionOptions } from "./openssl_client.ts";
import { scheme } from "./scheme.ts";

/** Whether it is as we say; `null`: no client here can tell. */
export async function isOursTrue(difference: Difference, target: Target): Promise<boolean | null> {
  const { ours } = difference;
  if (ours === null) return null;
  if (difference.kind === "order") return await takesFirst(target, difference.version, difference.ours);
  const truth = await truthOf(difference, target);
  return truth === null ? null : truth === ours;
}

async function truthOf(
  difference: Exclude<Difference, { kind: "order" }>,
  target: Target,
): Promise<boolean | Preference | null> {
  switch (difference.kind) {
    case "versions":
      return await version(target, difference.version);
    case "suites":
      return await inVersions(difference.version, (version) => suite(target, version, difference.name));
    case "groups":
      return await inVersions(difference.version, (version) => group(target, version, difference.name));
    case "schemes":
      return await scheme(target, difference.version, difference.name);
    case "preference":
      return await preference(target, difference.version);
    case "DHE primes":
      return await prime(target, difference.bits);
    case "features":
      return await feature(target, difference.feature);
  }
}

async function version(target: Target, version: string): Promise<boolean | null> {
  const option = versionOptions.get(version);
  if (option === undefined) return await nss(target, version, null);
  return await openssl(target, option, ...everySuite) !== null;
}

async function inVersions(
  version: string,
  ask: (version: string) => Promise<boolean | null>,
): Promise<boolean | null> {
  if (version !== anyVersion) return await ask(version);
  const answers = [];
  for (const each of versionOptions.keys()) answers.push(await ask(each));
  return answers.includes(true) || (answers.includes(null) ? null : false);
}

async function suite(target: Target, version: string, name: string): Promise<boolean | null> {
  return await opensslSuite(name) === null
    ? await nss(target, version, name)
    : await chosen(target, version, [name]) === name;
}

/** Whether the server takes the first of two, offered behind the second. */
async function takesFirst(
  target: Target,
  version: string,
  [first, second]: readonly [string, string],
): Promise<boolean | null> {
  const names = await Promise.all([first, second].map(opensslSuite));
  return names.includes(null)
    ? await nssTakesFirst(target, version, first, second)
    : await chosen(target, version, [second, first]) === first;
}

/** Which suite it comes to when these are offered in this order; `null`: to none. */
async function chosen(target: Target, version: string, names: readonly string[]): Promise<string | null> {
  const option = versionOptions.get(version);
  if (option === undefined) return null;
  const offered = await Promise.all(names.map(async (name) => ({ name, openssl: await opensslSuite(name) })));
  const list = offered.map(({ openssl }) => openssl).join(":");
  const suites = version === "TLS 1.3" ? ["-ciphersuites", list] : ["-cipher", `${list}:@SECLEVEL=0`];
  const completed = await openssl(target, option, ...suites);
  return offered.find((each) => each.openssl === completed?.suite)?.name ?? null;
}

/**
 * Turned round, two suites that the server accepts come to the same one, or not. Neither is ChaCha20-Poly1305, which
 * some servers with an order of their own take wherever the client has it first.
 */
async function preference(target: Target, version: string): Promise<Preference | null> {
  const option = versionOptions.get(version);
  if (option === undefined) return null;
  const isTls13 = version === "TLS 1.3";
  const ask = async (suites: readonly string[]) => {
    const list = suites.join(":");
    const args = isTls13 ? ["-ciphersuites", list] : ["-cipher", `${list}:@SECLEVEL=0`];
    return (await openssl(target, option, ...args))?.suite ?? null;
  };
  const first = await ask(isTls13 ? tls13Suites : ["ALL:!CHACHA20"]);
  const second = await ask(
    isTls13 ? tls13Suites.filter((name) => name !== first) : [`ALL:!CHACHA20:!${first}`],
  );
  if (first === null || second === null) return null;
  return await ask([first, second]) === await ask([second, first]) ? "server" : "client";
}

const tls13Suites = ["TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"];

async function prime(target: Target, bits: number): Promise<boolean> {
  for (const suites of ["kEDH:!aNULL", "ADH+AES128", "ADH+AES256", "ADH"]) {
    const completed = await openssl(target, "-no_tls1_3", "-cipher", `${suites}:@SECLEVEL=0`);
    if (completed?.printed.includes(`Server Temp Key: DH, ${bits} bits`)) return true;
  }
  return false;
}
