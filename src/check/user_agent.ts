/** Who is checking, as step 9's request says it: its server's log is where people find us. */
import { type CheckOptions, OptionError } from "../check_options.ts";
import { VERSION } from "./version.ts";

const PRODUCT = `tls-handshake-checker/${VERSION}`;
const CONTACT_SCHEMES: ReadonlySet<string> = new Set(["https:", "http:", "mailto:"]);
const CONTACT_CHARACTERS_MAX = 256;

/** RFC 9110 §10.1.5: a product, and in a comment where to ask about it. Throws `OptionError`. */
export function userAgent({ contactUrl }: CheckOptions): string {
  if (contactUrl === undefined) return PRODUCT;
  const url = URL.canParse(contactUrl) ? new URL(contactUrl) : null;
  if (url === null || !CONTACT_SCHEMES.has(url.protocol) || url.href.length > CONTACT_CHARACTERS_MAX) {
    throw new OptionError(
      "contact-url",
      `${JSON.stringify(contactUrl.slice(0, 80))} is not an address to ask at`,
      'Give a URL, as in "https://example.com/about" or "mailto:tls@example.com"',
    );
  }
  // The URL parser leaves no white space and nothing beyond ASCII; these would end or open a comment.
  const comment = url.href.replace(/[()\\]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return `${PRODUCT} (+${comment})`;
}
