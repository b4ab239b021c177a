/** Findings about what stands beside the server: in DNS, in an HTTP header, on port 80. */
import type { FindingRow } from "./row.ts";

export const dnsAndHttpFindings: Readonly<Record<string, FindingRow>> = {
  "caa.forbids_issuance": [
    "CAA records allow nobody to issue",
    "CAA records say which authorities may issue certificates for a name, and these name none.",
    "Add a CAA record with the authority that issues your certificates",
    ["RFC 8659 §4.2"],
  ],
  "caa.missing": [
    "No CAA records",
    "Without CAA records every public authority may issue certificates for the name.",
    "Publish a CAA record with the authorities that you use",
    ["RFC 8659 §3"],
  ],
  "caa.unknown_critical": [
    "CAA record that no authority understands",
    "An authority that does not know a property that is marked as critical must not issue.",
    "Correct the name of the property, or take the critical flag away",
    ["RFC 8659 §4.1"],
  ],
  "dane.mismatch": [
    "TLSA records do not match the certificate",
    "DNS says which key or certificate the server has, and it has another.",
    "Publish a record for the certificate's key, and the next one beforehand",
    ["RFC 7672 §2.2", "RFC 7671 §8.1"],
  ],
  "dane.not_authenticated": [
    "TLSA records without DNSSEC",
    "TLSA records count only in a zone that is signed: else whoever answers for it could say anything.",
    "Sign the zone, or take the records out",
    ["RFC 7671 §3", "RFC 6698 §4.1"],
  ],
  "dane.unusable": [
    "TLSA records that cannot be used",
    "The records have a usage, selector or matching type that nobody can compare with a certificate.",
    "Publish a record of the form 3 1 1",
    ["RFC 7671 §5.1", "RFC 7672 §3.1"],
  ],
  "encrypted_client_hello.not_published": [
    "Encrypted ClientHello served and not published",
    "The server could hide the site's name, and no HTTPS record tells clients how.",
    "Publish the keys in the HTTPS record",
    ["RFC 9848"],
  ],
  "encrypted_client_hello.published_only": [
    "Encrypted ClientHello published and not served",
    "The HTTPS record has keys that the server does not know.",
    "Configure the keys on the server, or take ech out of the HTTPS record",
    ["RFC 9849 §8.1", "RFC 9848"],
  ],
  "hsts.invalid": [
    "Strict-Transport-Security that browsers ignore",
    "The header is there and breaks its syntax, so that browsers pass over it.",
    "Send it once, with nothing else than its directives",
    ["RFC 6797 §6.1", "RFC 6797 §8.1"],
  ],
  "hsts.missing": [
    "No Strict-Transport-Security",
    "Without the header browsers may come over http first, where they can be kept from https.",
    "Send Strict-Transport-Security once everything is served over https",
    ["RFC 9325 §3.2", "RFC 6797 §6.1"],
  ],
  "hsts.preload_unmet": [
    "Asks for the preload list without meeting its conditions",
    "Browsers come with a list of sites that are https from the first visit; the header asks for a place in it that is not given so.",
    "Meet the conditions, or leave preload out",
    ["RFC 6797 §12.3", "https://hstspreload.org/"],
  ],
  "hsts.short": [
    "Strict-Transport-Security for a short time",
    "Who does not come back within that time may come over http again.",
    "Set max-age to 63072000",
    ["Mozilla guideline 6.0", "RFC 6797 §6.1.1"],
  ],
  "http.no_redirect": [
    "No redirect from http",
    "Who comes over http is served in the clear, and stays there.",
    "Redirect every request on port 80 to https on the same host",
    ["RFC 6797 §7.2", "RFC 9325 §3.2"],
  ],
  "http.redirect_elsewhere": [
    "Redirect from http to elsewhere",
    "The first redirect does not lead to https on the same host, so that browsers do not learn that it is to be used.",
    "Redirect to https on the same host first",
    ["RFC 6797 §7.2", "https://hstspreload.org/"],
  ],
  "mta_sts.invalid": [
    "MTA-STS that does not work",
    "The record says that there is a policy, and senders cannot get or read it.",
    "Serve the policy, or take the record out",
    ["RFC 8461 §3.1", "RFC 8461 §3.2"],
  ],
  "mta_sts.missing": [
    "No MTA-STS",
    "Mail servers take TLS where it is offered and the clear where it is not; a policy says that it must be TLS.",
    "Publish an MTA-STS policy, or TLSA records in a signed zone",
    ["RFC 8461 §3", "RFC 9325 §3.2"],
  ],
  "mta_sts.not_covered": [
    "MTA-STS does not cover this server",
    "The policy lists the mail servers of the domain, and this one is not among them.",
    "Add the server to the policy, and give its record a new id",
    ["RFC 8461 §4.1", "RFC 8461 §5"],
  ],
  "mta_sts.not_enforced": [
    "MTA-STS is not enforced",
    "A policy for testing only has failures reported; mail is delivered all the same.",
    "Set the mode to enforce once the reports show no failures",
    ["RFC 8461 §5"],
  ],
  "tls_rpt.invalid": [
    "TLS reporting that does not work",
    "The record says where failures are to be reported to, and senders cannot read it.",
    "Correct it",
    ["RFC 8460 §3"],
  ],
  "tls_rpt.missing": [
    "No TLS reporting",
    "Nobody is told when mail cannot be delivered over TLS.",
    "Publish a TXT record at _smtp._tls",
    ["RFC 8460 §3"],
  ],
};
