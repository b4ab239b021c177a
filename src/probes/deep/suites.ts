/** The cipher suites that a server is asked about, in the order in which they are offered to it. */
import { CipherSuite, cipherSuites, ProtocolVersion } from "../../registry/mod.ts";
import { completes, defaultOffer, isSignal, isTls13Suite } from "../../tls/mod.ts";

/**
 * Every suite that IANA has for the version. What browsers offer stands first, so that a server which follows the
 * client's order answers as it answers them; ChaCha20-Poly1305 last, because some servers choose it, against their
 * own order, where it is the client's first.
 */
export function suitesOf(version: number): number[] {
  return chaCha20Last(all(version));
}

/** Those that servers have as a rule, and not too many for any of them. */
export function likelySuitesOf(version: number): number[] {
  return chaCha20Last(all(version).filter(completes));
}

/** The same as `suitesOf`, in lists for servers that cannot take a long one; the likely ones are the first. */
export function partsOf(version: number): number[][] {
  const unlikely = all(version).filter((suite) => !completes(suite));
  return [likelySuitesOf(version), ...cut(unlikely)];
}

export function isChaCha20(suite: number): boolean {
  return cipherSuites.entry(suite)?.name.includes("_CHACHA20_") ?? false;
}

const { cipherSuites: browsers } = defaultOffer(null, []);
const everything = [...new Set([...browsers, ...cipherSuites.entries.map(({ value }) => value)])];

function all(version: number): number[] {
  return everything.filter((suite) => isOf(suite, version));
}

/** RFC 5246 appendix A.5: TLS_NULL_WITH_NULL_NULL is what a connection begins with, and nobody's choice. */
function isOf(suite: number, version: number): boolean {
  if (isSignal(suite) || suite === CipherSuite.TLS_NULL_WITH_NULL_NULL) return false;
  return isTls13Suite(suite) === (version >= ProtocolVersion.TLS_1_3);
}

function chaCha20Last(suites: readonly number[]): number[] {
  return [...suites.filter((suite) => !isChaCha20(suite)), ...suites.filter(isChaCha20)];
}

function cut(suites: readonly number[]): number[][] {
  const count = Math.ceil(suites.length / PART_LENGTH);
  return Array.from(
    { length: count },
    (_, index) => suites.slice(index * PART_LENGTH, (index + 1) * PART_LENGTH),
  );
}

/** Servers that cannot take a long list are known to stop at 128 suites. */
const PART_LENGTH = 64;
