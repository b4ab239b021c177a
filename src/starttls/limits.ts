/** Bounds on what a peer can make the dialogue before TLS do. Exceeding one ends it with `limit_exceeded`. */

/** One line of a text protocol. RFC 5321 §4.5.3.1.5 allows 512, RFC 9051 recommends taking 8192. */
export const MAXIMUM_LINE_OCTETS = 8192;

/** One binary message (LDAP, PostgreSQL, MySQL) or one literal of ManageSieve. */
export const MAXIMUM_MESSAGE_OCTETS = 8192;

/** One XMPP element, its children included. Real stream features stay below 2 KiB. */
export const MAXIMUM_ELEMENT_OCTETS = 16_384;

/** How deep XMPP elements may nest. */
export const MAXIMUM_ELEMENT_DEPTH = 32;

/** Lines, messages and elements of the whole dialogue. */
export const MAXIMUM_UNITS = 512;

/** Octets read over the whole dialogue. */
export const MAXIMUM_DIALOGUE_OCTETS = 131_072;

/** How much of a peer's words an error message repeats, in characters; the dialogue has all of them. */
export const MAXIMUM_QUOTED = 160;
