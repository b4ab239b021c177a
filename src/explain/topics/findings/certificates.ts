/** Findings about the certificates and what is said of them. */
import type { FindingRow } from "./row.ts";

export const certificateFindings: Readonly<Record<string, FindingRow>> = {
  "certificate.expires_soon": [
    "Certificate expires soon",
    "Less is left of the certificate's life than the threshold asks for: when it ends, every client refuses the server.",
    "Renew it, and have the renewal run by itself",
    ["RFC 5280 §4.1.2.5", "RFC 9773"],
  ],
  "certificate.key_may_not_sign": [
    "Key may not sign",
    "The certificate's keyUsage does not allow the signature by which the server proves its key; strict clients refuse it.",
    "Have the certificate issued with digitalSignature",
    ["RFC 9846 §4.5.1", "RFC 5246 §7.4.2"],
  ],
  "chain.duplicate_certificates": [
    "Certificates sent more than once",
    "The same certificate stands in the server's file twice, which costs octets in every handshake.",
    "Take the copies out of the certificate file",
    ["RFC 9846 §4.5.1"],
  ],
  "chain.root_sent": [
    "Root certificate sent",
    "Clients have the roots that they trust, and believe no other for its being sent.",
    "Take the root out of the certificate file",
    ["RFC 9846 §4.5.1"],
  ],
  "chain.superfluous_certificates": [
    "Certificates that nobody needs",
    "Certificates were sent that are on no path from the server's own to a root.",
    "Send the server's certificate and its intermediates alone",
    ["RFC 9846 §4.5.1"],
  ],
  "chain.unreadable_certificates": [
    "Certificates that cannot be read",
    "Beside the server's own, something was sent that is no certificate; strict clients end the handshake over it.",
    "Take out of the certificate file what is no certificate",
    ["RFC 5280 §4.1"],
  ],
  "chain.wrong_order": [
    "Certificates in the wrong order",
    "Each certificate is to certify the one before it; old clients do not sort them.",
    "Put them in order: the server's own, the one that issued it, and so on",
    ["RFC 5246 §7.4.2", "RFC 9846 §4.5.1"],
  ],
  "ocsp.must_staple": [
    "Must-staple without a staple",
    "The certificate promises that an OCSP response comes with it, and none came; clients that hold it to its word refuse it.",
    "Turn on OCSP stapling, or have the certificate issued without the promise",
    ["RFC 7633 §4.2.3.1"],
  ],
  "renewal.due": [
    "The certificate is due for renewal",
    "The issuer suggests to renew within a window that has begun.",
    "Let the renewal run; it is in time",
    ["RFC 9773 §4.2"],
  ],
  "renewal.early": [
    "The issuer wants the certificate replaced early",
    "The issuer suggests to renew much earlier than the certificate ends, as it does before it revokes many at once.",
    "Renew now, and read the issuer's explanation",
    ["RFC 9773 §4.2"],
  ],
  "renewal.overdue": [
    "The certificate should have been renewed",
    "The window in which the issuer suggests to renew is over.",
    "See why the renewal did not run",
    ["RFC 9773 §4.2"],
  ],
  "renewal.unknown": [
    "When to renew is not known",
    "The issuer was asked when to renew and gave no answer that can be used.",
    "Nothing to do, unless it goes on",
    ["RFC 9773 §4.2"],
  ],
  "revocation.no_answer": [
    "No answer about revocation",
    "Nobody could say whether the certificate is revoked: its sources did not answer, or there are none.",
    "Look at the addresses in the certificate, and at what keeps them from being reached",
    ["RFC 6960 §3.1", "RFC 5280 §4.2.1.13"],
  ],
  "expiry.thresholds_contradict": [
    "Expiry thresholds contradict each other",
    "For the lifetime of this certificate, the warning would come after it is critical.",
    "Give both thresholds in days, or both in percent",
    [],
  ],
  "transparency.bad_signature": [
    "Certificate timestamp with a bad signature",
    "A timestamp claims to be a log's and is not signed by it.",
    "Have the certificate issued anew, or serve the timestamps that belong to it",
    ["RFC 6962 §3.2"],
  ],
  "transparency.future_timestamp": [
    "Certificate timestamp from the future",
    "A log's timestamp is later than now; clients do not count it.",
    "Check the clocks, then ask the issuer",
    ["RFC 6962 §5.2"],
  ],
  "transparency.malformed": [
    "Certificate timestamps that cannot be read",
    "The list of timestamps breaks its encoding; clients pass it over.",
    "Serve the list as the log or the issuer gave it",
    ["RFC 6962 §3.3"],
  ],
  "transparency.too_few": [
    "Fewer certificate timestamps than browsers want",
    "Browsers refuse public certificates that too few logs have promised to record.",
    "Have the certificate issued by an authority that embeds enough of them",
    ["RFC 6962 §3.3", "Chrome Certificate Transparency Policy"],
  ],
};
