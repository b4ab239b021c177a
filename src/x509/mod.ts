export { readCertificateBag } from "./certificate/bag.ts";
export { MAXIMUM_SERIAL_OCTETS, type ParsedCertificate } from "./certificate/certificate.ts";
export {
  type CertificateDescription,
  type CertificateSource,
  describeCertificate,
} from "./certificate/describe.ts";
export { fingerprint } from "./certificate/fingerprint.ts";
export { parseCertificate } from "./certificate/parse.ts";
export { certificateText } from "./certificate/text.ts";
export type { Chain, ChainError } from "./chain.ts";
export { type ChainErrorCode, chainErrorCodes } from "./error_code.ts";
export { judgeChain, type JudgeInput, type Judgement } from "./judge_chain.ts";
export { judgeWithFetched } from "./judge_with_fetched.ts";
export { matchTlsa, type TlsaInput, type TlsaMatch } from "./dane/match_tlsa.ts";
export { MalformedCertificateError } from "./malformed.ts";
export { distinguishedNameText } from "./name/distinguished_name_text.ts";
export { canonicalText } from "./name/canonical.ts";
export { clip, everyName, nameText } from "./name/text.ts";
export { renewalIdentifier } from "./renewal_identifier.ts";
export { embeddedTimestamps } from "./embedded_timestamps.ts";
export { readPemCertificates } from "./pem.ts";
export { judgeCrl, type JudgeCrlInput } from "./revocation/judge_crl.ts";
export { judgeOcsp, type JudgeOcspInput } from "./revocation/judge_ocsp.ts";
export type { KnownRevocation } from "./revocation/known_revocations.ts";
export { ocspRequest } from "./revocation/ocsp_request.ts";
export { MAXIMUM_OCSP_OCTETS } from "./revocation/ocsp_response.ts";
export { crlAddresses, mustStaple, ocspAddresses } from "./revocation/sources.ts";
export type { RevocationProblem, RevocationStatement, RevocationStatus } from "./revocation/statement.ts";
export { formatIpAddress, parseIpAddress } from "./server_name/ip_address.ts";
export type { ChainNotes } from "./path/notes.ts";
export { type Breaks, type Role, roleAt, type Violation } from "./rules/mod.ts";
export { type LogList, LogListError, readLogList } from "./transparency/log_list.ts";
export { judgeTransparency, type TransparencyJudgement } from "./transparency/judge_transparency.ts";
export { matchServerName, type NameMatch } from "./server_name/match.ts";
export { combine, type TrustStore, trustStore } from "./trust/trust_store.ts";
export { validateChain, type ValidateChainInput } from "./validate_chain.ts";
export { mozillaRoots, mozillaRootsProvenance, type RootsProvenance } from "./trust/mozilla.ts";
