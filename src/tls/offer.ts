/** What a ClientHello says, as a value: every list can be chosen, in order of preference. */

export interface Offer {
  /** SNI (RFC 6066 §3); `null` sends none. An address is never sent. */
  readonly serverName: string | null;
  /** supported_versions; the highest below TLS 1.3 also stands in legacy_version. Without 0x0304 the extension is not sent. */
  readonly versions: readonly number[];
  readonly cipherSuites: readonly number[];
  /** supported_groups. */
  readonly groups: readonly number[];
  /** The groups to send a key share for at once; each is in `groups`, in the same order. */
  readonly keyShares: readonly number[];
  readonly signatureSchemes: readonly number[];
  /** signature_algorithms_cert; `null` sends none. */
  readonly signatureSchemesCert: readonly number[] | null;
  /** ALPN protocol names, one octet a character (ISO 8859-1); empty sends none. */
  readonly applicationProtocols: readonly string[];
  readonly statusRequest: boolean;
  readonly signedCertificateTimestamp: boolean;
  readonly extendedMainSecret: boolean;
  readonly encryptThenMac: boolean;
  readonly renegotiationInfo: boolean;
  readonly sessionTicket: boolean;
  readonly pskKeyExchangeModes: readonly number[];
  readonly ecPointFormats: readonly number[];
  /** RFC 8701 values among suites, groups, versions, shares and extensions. */
  readonly grease: boolean;
  /** record_size_limit (RFC 8449); `null` sends none. */
  readonly recordSizeLimit: number | null;
  /** A ClientHello of 256 to 511 octets is padded to 512, for servers that hang on those (RFC 7685 §4). */
  readonly padding: boolean;
  /** Extension types in the order in which they are to stand; `null`: our own order. Those not named come last. */
  readonly extensionOrder: readonly number[] | null;
  /** A random legacy_session_id, for middleboxes (RFC 9846 appendix E.4). */
  readonly compatibilityMode: boolean;
}
