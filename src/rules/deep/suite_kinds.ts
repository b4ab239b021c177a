/** What a cipher suite of TLS 1.2 or older is, by what IANA's name says is in it. */

export const suiteKinds = {
  /** Encrypts nothing; RFC 9150's two of TLS 1.3 neither. */
  unencrypted: /_NULL_|^TLS_SHA\d+_SHA\d+$/,
  /** The server proves nothing about who it is. */
  anonymous: /_anon_/,
  /** Keys of 40 or 56 bits. */
  export: /_EXPORT_|_DES40_|_40_/,
  rsaExport: /^TLS_RSA_EXPORT_/,
  dheExport: /^TLS_(DHE_[A-Z]+|DH_anon)_EXPORT_/,
  rc4: /_RC4_/,
  /** DES can be tried out; RC2 and IDEA were abandoned with it (RFC 5469). */
  abandoned: /_(DES|RC2|IDEA)_CBC/,
  /** Blocks of 64 bits. */
  smallBlock: /_(3DES_EDE|DES|DES40|RC2|IDEA)_CBC|_(MAGMA|28147)_/,
  cbc: /_CBC_/,
  authenticatedEncryption: /_(GCM|CCM|POLY1305|MGM)(_|$)/,
  /** The client encrypts the secret to the certificate's key. */
  staticRsa: /^TLS_RSA_/,
  /** The Diffie-Hellman key is the certificate's. */
  staticDh: /^TLS_DH_(?!anon)/,
  staticEcdh: /^TLS_ECDH_(?!anon)/,
  /** A key for each connection, over a prime that the server chooses. */
  dhe: /^TLS_(DHE|PSK_DHE)_/,
} as const satisfies Record<string, RegExp>;

export type SuiteKind = keyof typeof suiteKinds;

export function isSuite(kind: SuiteKind, name: string | null): boolean {
  return name !== null && suiteKinds[kind].test(name);
}
