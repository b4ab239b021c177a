/** A failure as a step shows it: what happened, and what to do. */
import { AlertDescription, alerts } from "../registry/mod.ts";
import type { StepError } from "../report/mod.ts";
import { recognise } from "../starttls/mod.ts";
import type { Failure } from "../tls/mod.ts";

export function tlsError(failure: Failure): StepError {
  const { code, fault, message, alert, unexpectedBytes } = failure;
  const instead = unexpectedBytes && recognise(unexpectedBytes);
  return {
    code,
    message: code === "not_tls" ? notTls(instead?.title ?? null) : message,
    hint: code === "not_tls" ? notTlsHint(instead?.name ?? null) : hintFor(failure),
    alert: alert === null ? null : alerts.codePoint(alert),
    fault,
  };
}

function notTls(title: string | null): string {
  return title === null
    ? "The server's answer is not TLS"
    : `The server speaks ${title} on this port, not TLS`;
}

function notTlsHint(name: string | null): string {
  switch (name) {
    case "http":
      return "This is the port for plain HTTP; the one for HTTPS is usually 443";
    case "smtp":
    case "lmtp":
    case "imap":
    case "pop3":
    case "ftp":
    case "nntp":
    case "sieve":
    case "xmpp":
    case "mysql":
      return `Ask for the upgrade first: ${name}://… or --starttls ${name}`;
    case null:
      return "See which service listens on this port; if it upgrades to TLS on request, name its protocol with --starttls";
    default:
      return `Check the port on which the server speaks TLS; ${name} has none on this one`;
  }
}

function hintFor({ code, alert }: Failure): string | null {
  if (code === "alert_received" && alert !== null) {
    return alertHints.get(alert) ?? "The server's log says why it refused";
  }
  return tlsHints[code] ?? null;
}

export const tlsHints: { readonly [Code in Failure["code"]]?: string } = {
  client_certificate_required:
    "Present a client certificate from one of the authorities it accepts; if it is meant to be so, check with --expect-client-certificate",
  no_response:
    "Something accepts the connection and does not answer: see whether the service itself is running, or a firewall swallows the packets",
  timeout: "The server or the way to it is slow: try a longer --timeout, and look at the server's load",
  connection_closed:
    "The server's log says why it hung up; some do when they know no TLS version or name that was offered",
  connection_reset:
    "A firewall, a load balancer without a backend or a crashed service resets connections like this",
  malformed_message: "The server's TLS library is broken or something on the way changes what it sends",
  illegal_parameter:
    "The server's TLS library breaks the protocol; update it, or look for a middlebox on the way",
  unexpected_message:
    "The server's TLS library breaks the protocol; update it, or look for a middlebox on the way",
  unsupported_version: "Turn on TLS 1.3 and TLS 1.2 in the server",
  unsupported_suite:
    "Turn on a modern cipher suite in the server, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  limit_exceeded: "No real server sends this much; look at what answers on this port",
  downgrade_detected:
    "Look for a proxy or a middlebox that changes the ClientHello, and update the server's TLS library",
  bad_key_share: "The server's TLS library or its hardware is broken; no secret can be agreed with it",
  bad_signature:
    "The server uses another private key than its certificate's; install the key that belongs to it",
  bad_finished: "Something on the way changes the handshake, or the server's TLS library is broken",
  bad_record: "Something on the way changes the data, or the server's TLS library is broken",
  internal: "Please report this, with the report itself",
};

export const alertHints: ReadonlyMap<number, string> = new Map([
  [
    AlertDescription.handshake_failure,
    "The server found nothing in common with what was offered: see its list of versions, cipher suites, groups and signatures",
  ],
  [
    AlertDescription.protocol_version,
    "The server speaks only versions that were not offered: turn on TLS 1.2 and TLS 1.3",
  ],
  [AlertDescription.insufficient_security, "The server wants stronger suites or keys than were offered"],
  [
    AlertDescription.unrecognized_name,
    "The server has no certificate for this name: check the spelling, the server's list of names, and --sni",
  ],
  [
    AlertDescription.no_application_protocol,
    "The server refuses every application protocol that was offered: see --alpn, and the server's list",
  ],
  [
    AlertDescription.internal_error,
    "The server failed inside; some do for a name that they have no certificate for",
  ],
  [AlertDescription.access_denied, "The server does not want to talk to this client"],
  [
    AlertDescription.missing_extension,
    "The server wants something that was not offered; for a name, see --sni",
  ],
]);
