/** Bounds on everything a peer can make the engine do. Exceeding one ends the handshake with `limit_exceeded`. */

/** RFC 9846 §5.1: a record's plaintext. */
export const MAXIMUM_PLAINTEXT = 2 ** 14;

/** RFC 9846 §5.2: what encryption may add in TLS 1.3; RFC 5246 §6.2.3 allows 2048. */
export const MAXIMUM_EXPANSION_TLS13 = 256;
export const MAXIMUM_EXPANSION_TLS12 = 2048;

/** One handshake message. Real chains stay below 32 KiB; OpenSSL stops at 100 KiB. */
export const MAXIMUM_HANDSHAKE_MESSAGE = 256 * 1024;

/** Octets read over the whole life of a connection, record headers included. */
export const MAXIMUM_OCTETS_READ = 2 * 1024 * 1024;

/** Records of any kind, so that one octet a record cannot keep us busy. */
export const MAXIMUM_RECORDS = 8192;

/** Records that carry nothing: empty fragments, ChangeCipherSpec in TLS 1.3. */
export const MAXIMUM_EMPTY_RECORDS = 32;

/** Warning alerts before the connection is called a flood. */
export const MAXIMUM_WARNING_ALERTS = 8;

/** HelloRequests in the middle of a handshake, which are to be ignored. */
export const MAXIMUM_HELLO_REQUESTS = 8;

/** Messages after the handshake (tickets, KeyUpdate, HelloRequest). */
export const MAXIMUM_POST_HANDSHAKE_MESSAGES = 64;
