/**
 * The ports on which servers speak TLS, at once or when asked to: what a public service checks.
 * IANA's "Service Name and Transport Protocol Port Number Registry", but where a comment says otherwise.
 */

/** Where a protocol begins in the clear, and the scheme that says so. */
export const starttlsPorts: ReadonlyMap<number, string> = new Map([
  [21, "ftp"],
  [24, "lmtp"], // "any private mail system", in use for lmtp
  [25, "smtp"],
  [110, "pop3"],
  [119, "nntp"],
  [143, "imap"],
  [389, "ldap"],
  [587, "smtp"], // submission
  [2525, "smtp"], // submission where 25 and 587 are blocked; not registered
  [3306, "mysql"],
  [4190, "sieve"],
  [5222, "xmpp"],
  [5269, "xmpp-server"],
  [5432, "postgres"],
]);

export const tlsPorts: ReadonlySet<number> = new Set([
  443, // https
  465, // submissions
  563, // nntps
  636, // ldaps
  853, // domain-s: DNS over TLS
  989, // ftps-data
  990, // ftps
  992, // telnets
  993, // imaps
  994, // ircs
  995, // pop3s
  1965, // Gemini; not registered
  2053, // HTTPS at hosts that use 443 for something else, as do the next three
  2083, // radsec
  2087,
  2096,
  2376, // docker-s
  3269, // msft-gc-ssl
  4433, // HTTPS of development servers; not registered for it
  4443, // the same
  5061, // sips
  5223, // XMPP with TLS from the first byte; not registered for it
  5270, // xmpp server with TLS from the first byte
  5349, // turns, stuns
  5671, // amqps
  5986, // wsmans
  6443, // sun-sr-https, in use by Kubernetes
  6514, // syslog-tls
  6697, // ircs-u
  8443, // pcsync-https, in use for HTTPS
  8448, // Matrix federation; not registered
  8883, // secure-mqtt
  9443, // tungsten-https

  ...starttlsPorts.keys(),

  80, // http: to see that it is not TLS, and for the certificates and lists that certificates point to
]);
