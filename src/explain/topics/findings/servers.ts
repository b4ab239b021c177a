/** Findings about what the server speaks, and about what it was expected to. */
import type { FindingRow } from "./row.ts";

export const serverFindings: Readonly<Record<string, FindingRow>> = {
  "cipher_suite.not_in_browsers": [
    "Offers nothing that browsers speak",
    "The server answered only when suites, groups or signatures were offered that browsers have given up.",
    "Turn on a modern cipher suite, or TLS 1.3",
    ["RFC 9325 §4.2"],
  ],
  "cipher_suite.only_outdated": [
    "Offers only cipher suites that clients have given up",
    "The server answered only when outdated cipher suites were offered.",
    "Turn on ECDHE with AES-GCM or ChaCha20-Poly1305, or TLS 1.3",
    ["RFC 9325 §4.1"],
  ],
  "cipher_suite.weak": [
    "Weak cipher suite",
    "The suite that was agreed on does not protect what it encrypts.",
    "Turn it off, and turn on a modern one, or TLS 1.3",
    ["RFC 9325 §4.1"],
  ],
  "client_certificate.not_requested": [
    "No client certificate requested",
    "The server was expected to ask for a client certificate, and let everybody in.",
    "Turn on client authentication, or leave the expectation out",
    ["RFC 9846 §4.4.2"],
  ],
  "expectation.alpn": [
    "Not the expected application protocol",
    "The server agreed on another protocol than the check was told to expect.",
    "Configure the protocol on the server, or correct the expectation",
    ["RFC 7301 §3.2"],
  ],
  "expectation.fingerprint": [
    "Not the expected certificate",
    "The server's certificate has another fingerprint than the check was told to expect: it was replaced, or another server answers.",
    "Find out which, then correct the server or the expectation",
    [],
  ],
  "expectation.group": [
    "Not the expected group",
    "The keys were agreed in another group than the check was told to expect.",
    "Configure the group on the server, or correct the expectation",
    ["RFC 9846 §4.3.7"],
  ],
  "expectation.issuer": [
    "Not the expected issuer",
    "The certificate was issued by another authority than the check was told to expect.",
    "Find out who had it issued, then correct the server or the expectation",
    ["RFC 5280 §4.1.2.4", "RFC 5280 §7.1"],
  ],
  "expectation.min_version": [
    "Older version than expected",
    "The server chose an older version of TLS than the check was told to expect.",
    "Turn on the newer version on the server, or correct the expectation",
    ["RFC 9325 §3.1.1"],
  ],
  "expectation.not_compared": [
    "Expectation not compared",
    "The check ended before what was expected of the server could be held against what it does, so that nobody knows.",
    "See to what ended the check, and check again; or check from where the handshake can be observed",
    [],
  ],
  "key_exchange.no_forward_secrecy": [
    "No forward secrecy",
    "The secret was encrypted to the certificate's key: whoever gets that key later can read what was recorded today.",
    "Turn on ECDHE suites or TLS 1.3, and turn off suites that begin with TLS_RSA_",
    ["RFC 9325 §4.1", "RFC 10015"],
  ],
  "key_exchange.small_prime": [
    "Diffie-Hellman prime too small",
    "The prime is so short that the secret can be computed, with much effort or with little.",
    "Turn off DHE in favour of ECDHE, or use ffdhe2048 or longer",
    ["RFC 9325 §4.5", "RFC 7919"],
  ],
  "native.disagrees": [
    "The runtime's own handshake ended otherwise",
    "The program's own handshake and that of the platform's TLS library came to different ends, as they may: they offer and trust different things.",
    "Look at what either says",
    [],
  ],
  "protocol.only_ssl2": [
    "Speaks SSL 2.0 only",
    "The server speaks a protocol that has been broken since 1995.",
    "Replace the server's TLS library",
    ["RFC 6176"],
  ],
  "protocol.only_ssl3": [
    "Speaks nothing newer than SSL 3.0",
    "The server speaks a protocol that has been broken since 2014.",
    "Replace the server's TLS library",
    ["RFC 7568"],
  ],
  "protocol.outdated": [
    "Outdated protocol version",
    "TLS 1.0 and 1.1 are out of use: browsers refuse servers that speak nothing newer.",
    "Turn on TLS 1.2 and TLS 1.3",
    ["RFC 8996", "RFC 9325 §3.1.1"],
  ],
  "server_name.unrecognized": [
    "The server does not know this name",
    "The server warned that it has nothing for this name, and went on with what it has.",
    "Configure the name on the server, or check the name that it is known by",
    ["RFC 6066 §3"],
  ],
  "starttls.injection": [
    "Plaintext injected before TLS",
    "Commands in the clear that came along with STARTTLS are carried out as if they had been protected.",
    "Update the server",
    ["RFC 3207 §4.2", "CVE-2011-0411", "CVE-2021-23222"],
  ],
  "tolerance.application_protocols": [
    "Refuses every application protocol that was offered",
    "To a ClientHello with ALPN the server answered with a refusal, and without it with its hello.",
    "Configure the protocols that clients speak",
    ["RFC 7301 §3.2"],
  ],
  "tolerance.extensions": [
    "Speaks TLS 1.0 only, and tolerates no extensions",
    "The server answered only to the shortest ClientHello that there is.",
    "Replace the server's TLS library",
    ["RFC 8996"],
  ],
  "tolerance.large_client_hello": [
    "Does not tolerate a ClientHello split over two packets",
    "The server, or a box in front of it, reads the first packet and takes it for the whole; with a post-quantum key share there are two.",
    "Update the server or the box in front of it",
    ["RFC 9846 §4.2.2", "RFC 10024"],
  ],
  "tolerance.server_name": [
    "Does not know this server name",
    "To a ClientHello with this name the server answered with a refusal, and without a name with its hello.",
    "Configure the name on the server, or check the name that it is known by",
    ["RFC 6066 §3"],
  ],
  "tolerance.tls13": [
    "Does not tolerate a ClientHello with TLS 1.3",
    "The server refuses what it does not know, where it is to pass it over.",
    "Update the server or the box in front of it",
    ["RFC 9846 §4.2.1", "RFC 8701"],
  ],
};
