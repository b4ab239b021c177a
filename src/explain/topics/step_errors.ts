/** Why a step failed, by the code of its error. The hints are the steps' own; what each means is here. */
import { stepErrorCodes } from "../../report/mod.ts";
import { networkHints } from "../../steps/prelude_failure.ts";
import { tlsHints } from "../../steps/failure.ts";
import type { Topic } from "./topic.ts";

type Code = typeof stepErrorCodes[number];

const rows: Readonly<Record<Code, readonly [title: string, says: string, reference: string]>> = {
  host_not_found: [
    "No such host",
    "The name has no address: DNS says that it does not exist, or has none of the wanted family.",
    "RFC 1034 §4.3.1",
  ],
  dns_timeout: ["DNS did not answer", "No resolver answered in time.", "RFC 1035 §4.2.1"],
  dns_failed: [
    "DNS answered with an error",
    "The resolver could not find out whether the name exists.",
    "RFC 1035 §4.1.1",
  ],
  connection_refused: [
    "Connection refused",
    "The host is there, and nothing listens on this port.",
    "RFC 9293 §3.5.2",
  ],
  connection_reset: [
    "Connection reset",
    "The connection was torn down from the other side, or from between.",
    "RFC 9293 §3.5.2",
  ],
  connection_closed: [
    "Connection closed",
    "The other side closed the connection in the middle of the conversation.",
    "RFC 9846 §6.1",
  ],
  timeout: ["Timeout", "What was waited for did not come before the deadline.", "RFC 9293 §3.8.3"],
  not_tls: ["Not TLS", "The first octets of the answer are of another protocol.", "RFC 9846 §5.1"],
  starttls_not_offered: [
    "STARTTLS not offered",
    "The server speaks the protocol and does not offer to upgrade to TLS.",
    "RFC 3207 §4",
  ],
  starttls_failed: [
    "STARTTLS failed",
    "The server offers the upgrade to TLS and then refuses it, or answers what nobody expects.",
    "RFC 3207 §4.1",
  ],
  starttls_injection: [
    "Text injected before TLS",
    "Octets in the clear came along with the answer to STARTTLS: anyone on the way may have written them.",
    "RFC 3207 §6",
  ],
  alert_received: [
    "Alert received",
    "The server ended the handshake with an alert, which names its reason.",
    "RFC 9846 §6.2",
  ],
  unexpected_message: [
    "Unexpected message",
    "A message came where the protocol has no place for it.",
    "RFC 9846 §6.2",
  ],
  malformed_message: [
    "Malformed message",
    "A message does not have the structure that its definition gives it.",
    "RFC 9846 §6.2",
  ],
  illegal_parameter: [
    "Illegal parameter",
    "A field has a value that the protocol forbids here, such as one that was not offered.",
    "RFC 9846 §6.2",
  ],
  unsupported_version: [
    "No version in common",
    "The server chose a version that was not offered, and that nobody should speak.",
    "RFC 9846 §4.3.1",
  ],
  unsupported_suite: [
    "A suite that is not completed here",
    "The server chose a cipher suite that this program offers to be told of and cannot compute.",
    "RFC 9846 §4.2.3",
  ],
  limit_exceeded: [
    "Too much",
    "The server sent more records, messages or octets than any real handshake has.",
    "RFC 9846 §6.2",
  ],
  downgrade_detected: [
    "Downgrade detected",
    "The server's random says that it can do better than what was agreed: somebody on the way made the offer look worse.",
    "RFC 9846 §4.2.3",
  ],
  bad_key_share: [
    "Bad key share",
    "The server's public key is no element of its group, or makes a secret that anyone can guess.",
    "RFC 9846 §7.4.2",
  ],
  bad_signature: [
    "Bad signature",
    "The server's signature over the handshake does not verify with its certificate's key: it has not proven that it is the owner.",
    "RFC 9846 §4.5.2",
  ],
  bad_finished: [
    "Bad Finished",
    "The server's Finished is not the hash of the handshake as it was seen here.",
    "RFC 9846 §4.5.3",
  ],
  bad_record: ["Bad record", "A record does not decrypt with the keys that were agreed.", "RFC 9846 §5.2"],
  client_certificate_required: [
    "Client certificate required",
    "The server asked for a certificate of the client's, got none, and ended the connection.",
    "RFC 9846 §4.4.2",
  ],
  no_response: [
    "No response",
    "The connection stands, and the ClientHello was answered with silence.",
    "RFC 9846 §4.2.2",
  ],
  chain_invalid: [
    "Chain not trusted",
    "The handshake is good and the certificates are not; the chain's own error says why.",
    "RFC 5280 §6",
  ],
  name_mismatch: [
    "Another name",
    "The certificate is good, and for other names than the one that was asked for.",
    "RFC 9525 §6",
  ],
  address_not_allowed: [
    "Address not allowed",
    "The policy of this place refuses to connect to the address.",
    "RFC 6890",
  ],
  port_not_allowed: [
    "Port not allowed",
    "The policy of this place refuses to connect to the port.",
    "RFC 6335",
  ],
  unreachable_from_vantage: [
    "Not reachable from here",
    "The platform that the check runs on does not connect there, so that nothing is known of the target.",
    "RFC 6890",
  ],
  internal: [
    "Internal error",
    "This program has a fault, and could not go on; nothing is said of the target by that.",
    "RFC 9846 §6.2",
  ],
};

/** Those that neither the network's hints nor TLS's have. */
const otherHints: Readonly<Partial<Record<Code, string>>> = {
  not_tls: "Check the port on which the server speaks TLS, or ask for its upgrade with --starttls",
  starttls_not_offered:
    "Turn on TLS in the server's configuration, or check the port on which it speaks TLS at once",
  starttls_failed: "See the server's log: as a rule its certificate or key cannot be read",
  starttls_injection: "Update the server: what came before TLS must be thrown away when TLS begins",
  alert_received:
    "Look the alert up by its name, as in --explain handshake_failure; the server's log may say more",
  chain_invalid: "See the code in the chain's error, as in --explain expired",
  name_mismatch:
    "Use a certificate that has this name, or look at which site the server takes for its default",
};

export function stepErrorTopics(): Topic[] {
  const hints: Readonly<Partial<Record<Code, string>>> = { ...networkHints, ...tlsHints, ...otherHints };
  return stepErrorCodes.map((code) => {
    const [title, explanation, reference] = rows[code];
    return {
      kind: "step error",
      id: code,
      title,
      explanation,
      remedy: hints[code] ?? null,
      references: [reference],
    };
  });
}
