export { type Aead, aead, type AeadKey, type AeadName } from "./aead.ts";
export { type BlockCipher, blockCipher, type BlockCipherName } from "./cbc.ts";
export {
  describeDheParameters,
  dhe,
  type DheGroupDescription,
  type DheKeyShare,
  type DheParameters,
} from "./dhe.ts";
export { InvalidKeyError, KeyShareError, UnsupportedAlgorithmError, UnsupportedKeyError } from "./errors.ts";
export {
  type Group,
  group,
  type KeyShare,
  keyShareFromPrivateKey,
  nativeGroups,
  supportedGroups,
} from "./group.ts";
export { type Hash, hash, type HashName } from "./hash.ts";
export { hkdfExpand, hkdfExtract } from "./hkdf.ts";
export { hmac, type HmacKey, hmacKey } from "./hmac.ts";
export { expectFrequentUse } from "./implementation.ts";
export { prf } from "./prf.ts";
export { describePublicKey, type PublicKeyDescription, spkiOf } from "./public_key.ts";
export { rsaEncrypt } from "./rsa_encryption.ts";
export { type SignatureAlgorithm, type SignatureParameters, verifySignature } from "./signature.ts";
export {
  type KeyAlgorithm,
  type SignatureScheme,
  signatureScheme,
  type SignatureVerifier,
} from "./signature_scheme.ts";
