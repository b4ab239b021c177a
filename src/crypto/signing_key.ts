/**
 * Private keys that sign: for the demonstration's certificates and for scripted servers in tests.
 *
 * The checker itself holds no private key. ECDSA signatures come as X.509 and TLS carry them, in DER.
 */

/** RSA-PSS kinds carry `id-RSASSA-PSS` in their SubjectPublicKeyInfo (RFC 4055 §1.2); RSA kinds `rsaEncryption`. */
export type SigningKeyKind =
  | "P-256"
  | "P-384"
  | "P-521"
  | "RSA-1024"
  | "RSA-2048"
  | "RSA-3072"
  | "RSA-4096"
  | "RSA-PSS-2048"
  | "Ed25519";

export type SigningHash = "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";

export interface SigningOptions {
  /** Without one, the hash that goes with the key's strength; Ed25519 has its own and ignores it. */
  readonly hash?: SigningHash;
  /** RSASSA-PSS with a salt as long as the hash, instead of PKCS #1 v1.5. RSA-PSS keys sign no other way. */
  readonly pss?: boolean;
}

export interface SigningKey {
  readonly kind: SigningKeyKind;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array<ArrayBuffer>;
  /** PrivateKeyInfo (RFC 5958), DER. */
  readonly pkcs8: Uint8Array<ArrayBuffer>;
  /** ECDSA: an Ecdsa-Sig-Value in DER (RFC 3279 §2.2.3); RSA: as long as the modulus; Ed25519: 64 octets. */
  sign(data: Uint8Array, options?: SigningOptions): Promise<Uint8Array<ArrayBuffer>>;
}

/** A new key pair. RSA takes from a tenth of a second to several, depending on its size and on luck. */
export async function generateSigningKey(kind: SigningKeyKind): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey(generationAlgorithm(kind), true, ["sign", "verify"]);
  if (!("privateKey" in pair)) throw new TypeError(`"${kind}" is not an algorithm of key pairs`);
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey));
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  const restricted = kind === "RSA-PSS-2048";
  return {
    kind,
    spki: restricted ? withRsassaPss(spki) : spki,
    pkcs8: restricted ? withRsassaPss(pkcs8) : pkcs8,
    sign: async (data, options = {}) => {
      const hash = options.hash ?? defaultHash(kind);
      const scheme = signatureAlgorithm(kind, hash, restricted || options.pss === true);
      // WebCrypto binds an RSA key to one scheme and hash when it is imported.
      const key = kind.startsWith("RSA")
        ? await crypto.subtle.importKey("pkcs8", pkcs8, { name: scheme.name, hash }, false, ["sign"])
        : pair.privateKey;
      const signature = new Uint8Array(await crypto.subtle.sign(scheme, key, Uint8Array.from(data)));
      return scheme.name === "ECDSA" ? ecdsaSigValue(signature) : signature;
    },
  };
}

const sharedKeys = new Map<string, Promise<SigningKey>>();

/** One key for each kind and purpose in this process, made when first asked for. */
export function sharedSigningKey(kind: SigningKeyKind, purpose = ""): Promise<SigningKey> {
  const name = `${kind} ${purpose}`;
  const key = sharedKeys.get(name) ?? generateSigningKey(kind);
  sharedKeys.set(name, key);
  return key;
}

/** The hash a key signs with when nobody asks for another. */
export function defaultHash(kind: SigningKeyKind): SigningHash {
  if (kind === "P-384") return "SHA-384";
  if (kind === "P-521") return "SHA-512";
  return "SHA-256";
}

function generationAlgorithm(kind: SigningKeyKind): EcKeyGenParams | RsaHashedKeyGenParams | Algorithm {
  if (kind === "Ed25519") return { name: "Ed25519" };
  if (kind === "P-256" || kind === "P-384" || kind === "P-521") return { name: "ECDSA", namedCurve: kind };
  return {
    name: "RSASSA-PKCS1-v1_5",
    modulusLength: Number(kind.split("-").at(-1)),
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: "SHA-256",
  };
}

function signatureAlgorithm(
  kind: SigningKeyKind,
  hash: SigningHash,
  pss: boolean,
): EcdsaParams | RsaPssParams | Algorithm {
  if (kind === "Ed25519") return { name: "Ed25519" };
  if (kind.startsWith("P-")) return { name: "ECDSA", hash };
  if (pss) return { name: "RSA-PSS", saltLength: hash === "SHA-1" ? 20 : Number(hash.slice(4)) / 8 };
  return { name: "RSASSA-PKCS1-v1_5" };
}

/** Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }, from WebCrypto's `r || s`. RFC 3279 §2.2.3. */
function ecdsaSigValue(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = raw.length / 2;
  const content = [...derInteger(raw.subarray(0, half)), ...derInteger(raw.subarray(half))];
  const length = content.length < 0x80 ? [content.length] : [0x81, content.length];
  return Uint8Array.of(0x30, ...length, ...content);
}

function derInteger(unsigned: Uint8Array): number[] {
  const digits = [...unsigned];
  while (digits.length > 1 && digits[0] === 0) digits.shift();
  if (digits[0]! >= 0x80) digits.unshift(0);
  return [0x02, digits.length, ...digits];
}

const rsaEncryption = "300d06092a864886f70d0101010500";
const rsassaPss = "300b06092a864886f70d01010a";

/** The same key structure, for RSASSA-PSS only: no platform generates or exports keys of that name. */
function withRsassaPss(der: Uint8Array): Uint8Array<ArrayBuffer> {
  const hex = der.toHex();
  const at = hex.indexOf(rsaEncryption);
  if (!hex.startsWith("3082") || at < 0) {
    throw new TypeError("An RSA key is not in the form that was expected");
  }
  const body = hex.slice(8, at) + rsassaPss + hex.slice(at + rsaEncryption.length);
  return Uint8Array.fromHex("3082" + (body.length / 2).toString(16).padStart(4, "0") + body);
}
