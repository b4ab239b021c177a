/** OCSPRequest (RFC 6960 §4.1.1) for one certificate: unsigned, without a nonce, as RFC 5019 §2.1 has it. */
import { concat } from "../../bytes/mod.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { tag } from "../der/tag.ts";
import { issuerHashes } from "./cert_id.ts";

/** DER. */
export async function ocspRequest(
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
): Promise<Uint8Array> {
  const { issuerNameHash, issuerKeyHash } = await issuerHashes("SHA-1", certificate, issuer);
  const certId = element(
    tag.sequence,
    SHA_1_IDENTIFIER,
    element(tag.octetString, issuerNameHash),
    element(tag.octetString, issuerKeyHash),
    element(tag.integer, certificate.serialNumber),
  );
  const request = element(tag.sequence, certId);
  const requestList = element(tag.sequence, request);
  const tbsRequest = element(tag.sequence, requestList);
  return element(tag.sequence, tbsRequest);
}

/** AlgorithmIdentifier: id-sha1 with NULL parameters. */
const SHA_1_IDENTIFIER = Uint8Array.of(0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00);

function element(identifier: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concat(...parts);
  const { length } = content;
  // X.690 §10.1; a serial number, which its certificate bounds, is the only long part
  const octets = length < 0x80
    ? [length]
    : length < 0x100
    ? [0x81, length]
    : length < 0x10000
    ? [0x82, length >> 8, length & 0xff]
    : [0x83, length >> 16, length >> 8 & 0xff, length & 0xff];
  return concat(Uint8Array.of(identifier, ...octets), content);
}
