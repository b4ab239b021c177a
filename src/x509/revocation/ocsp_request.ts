/** OCSPRequest (RFC 6960 §4.1.1) for one certificate: unsigned, without a nonce, as RFC 5019 §2.1 has it. */
import { concat } from "../../bytes/mod.ts";
import { MAXIMUM_SERIAL_OCTETS, type ParsedCertificate } from "../certificate/certificate.ts";
import { tag } from "../der/tag.ts";
import { issuerHashes } from "./cert_id.ts";

/** DER; `null` for a serial number of more octets than any has: they are the server's words, and would be passed on. */
export async function ocspRequest(
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
): Promise<Uint8Array | null> {
  if (certificate.serialNumber.length > MAXIMUM_SERIAL_OCTETS) return null;
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
  return concat(Uint8Array.of(identifier, content.length), content); // X.690 §8.1.3.4: all is below 128 octets
}
