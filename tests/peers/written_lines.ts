/** What a reader does with the lines before a server reads them. */

/** With what is the reader's own in the places that are kept for it, which the lines may not be taken without. */
export function filledIn(text: string): string {
  return text
    .replaceAll("<its password>", "changeit")
    .replaceAll("<the name of your authority>", '"ca.example.net"')
    .replaceAll("<SHA-256 of your key>", "5a".repeat(32))
    .replaceAll("<your address>", "reports@example.net");
}

export function hasPlaces(text: string): boolean {
  return filledIn(text) !== text;
}

/** With the remarks that are for OpenSSL before 3.5, such as Debian 12 has, as settings. */
export function forOlderOpenSsl(text: string): string {
  return text.replaceAll(/^( *)# with an older one: /gm, "$1");
}

/** With those that are for OpenSSL 3.5 as settings, but the group that an older one does not know. */
export function spelledForLaterOpenSsl(text: string): string {
  return text.replaceAll(/^( *)# with OpenSSL 3\.5[^:]*: /gm, "$1").replaceAll("X25519MLKEM768", "X448");
}
