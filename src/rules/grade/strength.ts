/** How strong a key or a cipher is, in bits that can be compared. */

/** A key as so many bits of RSA, by NIST SP 800-57 part 1, table 2; `null` when it is not known. */
export function rsaBits(
  key: { readonly algorithm: string; readonly bits: number | null } | { readonly group: string | null },
): number | null {
  if ("group" in key) {
    const bits = groupBits.find(({ name }) => name.test(key.group ?? ""))?.bits ?? null;
    return bits === null ? null : asRsa(bits);
  }
  if (/^(RSA|DSA)/.test(key.algorithm)) return key.bits;
  if (/^ML-DSA/.test(key.algorithm)) return 4096;
  return key.bits === null ? null : asRsa(key.bits);
}

function asRsa(ellipticBits: number): number {
  return equivalents.find(({ from }) => ellipticBits >= from)?.rsa ?? 512;
}

const equivalents = [
  { from: 512, rsa: 15360 },
  { from: 384, rsa: 7680 },
  { from: 250, rsa: 3072 },
  { from: 224, rsa: 2048 },
  { from: 160, rsa: 1024 },
];

/** Of a curve; a hybrid is as strong, for the guide, as what it adds to. */
const groupBits = [
  { name: /521|512/, bits: 512 },
  { name: /448|384|MLKEM1024|409|571/, bits: 384 },
  { name: /^ffdhe(4096|6144|8192)/, bits: 384 },
  { name: /25519|256|283|MLKEM768|MLKEM512|SM2|^ffdhe3072/i, bits: 256 },
  { name: /224|233|239|^ffdhe2048/, bits: 224 },
  { name: /16\d|19\d/, bits: 160 },
];

/** Of the cipher, by IANA's name of the suite; the guide counts 3DES as 112. */
export function suiteBits(name: string): number {
  if (/_NULL_|^TLS_SHA(256|384)_SHA/.test(name)) return 0;
  if (/_EXPORT|_40_|DES40/.test(name)) return 40;
  if (/_DES_CBC/.test(name)) return 56;
  if (/_3DES_/.test(name)) return 112;
  return /_256_|CHACHA20|_256L?_/.test(name) ? 256 : 128;
}
