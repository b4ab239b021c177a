/** Whether a check asks the issuer when to renew, and where. */
import { type CheckOptions, OptionError } from "../check_options.ts";
import { quote } from "../target/target_error.ts";

export interface RenewalQuestion {
  /** The issuer's ACME directory; `null`: the one that is known. */
  readonly directory: string | null;
}

/** `null`: it does not ask. Throws `OptionError`. */
export function readRenewalOptions({ ari, acmeDirectory, noFetch }: CheckOptions): RenewalQuestion | null {
  if (!ari && acmeDirectory === undefined) return null;
  if (noFetch) {
    throw new OptionError(
      "ari",
      "What the issuer suggests about renewal has to be fetched, and nothing may be",
      "Leave out one of the two options",
    );
  }
  if (acmeDirectory !== undefined && !isDirectory(acmeDirectory)) {
    throw new OptionError(
      "acme-directory",
      `${quote(acmeDirectory)} is not where an ACME directory can be`,
      'Give its address, as in "https://acme-v02.api.letsencrypt.org/directory"; http fits on this machine alone',
    );
  }
  return { directory: acmeDirectory ?? null };
}

function isDirectory(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const isHere = ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
  return username + password === "" && (protocol === "https:" || protocol === "http:" && isHere);
}
