/** From what ended a dialogue to the failure that the report shows, with what the port seems to speak instead. */
import { NetworkError } from "../net/mod.ts";
import type { Dialogue } from "./dialogue.ts";
import { DialogueError, type StarttlsFailure } from "./failure.ts";
import type { StarttlsProtocol } from "./protocol.ts";
import { quoteOctets } from "./quote.ts";
import { recognise, type Recognised } from "./recognise.ts";

/** Throws `error` again when it is neither the peer's doing nor the network's. */
export function explain(error: unknown, protocol: StarttlsProtocol, dialogue: Dialogue): StarttlsFailure {
  if (error instanceof NetworkError) return networkFailure(error, protocol, dialogue);
  if (!(error instanceof DialogueError)) throw error;

  const spoken = recognise(dialogue.firstOctets);
  if (spoken?.name === "tls") return implicitTls(protocol, dialogue);
  if (spoken !== null && !protocol.name.startsWith(spoken.name)) {
    return anotherProtocol(protocol, dialogue, spoken);
  }
  if (spoken === null && isUnreadable(error) && !dialogue.understood) {
    return anotherProtocol(protocol, dialogue, null);
  }
  const hint = error.hint ?? (dialogue.firstOctets.length === 0 ? implicitTlsHint(protocol) : null);
  return { code: error.code, fault: "peer", message: error.message, hint };
}

function networkFailure(
  error: NetworkError,
  protocol: StarttlsProtocol,
  dialogue: Dialogue,
): StarttlsFailure {
  const { awaited, firstOctets } = dialogue;
  const messages: { readonly [code: string]: string } = {
    timeout: `No answer within the deadline while waiting for ${awaited}`,
    connection_reset: `The connection was reset while waiting for ${awaited}`,
  };
  return {
    code: error.code,
    fault: "network",
    message: messages[error.code] ?? error.message,
    hint: firstOctets.length === 0 ? implicitTlsHint(protocol) : null,
  };
}

function implicitTls(protocol: StarttlsProtocol, { awaited }: Dialogue): StarttlsFailure {
  const remedy = protocol.implicitScheme === null
    ? "give host and port alone, without a scheme or --starttls"
    : `use ${protocol.implicitScheme}://`;
  return {
    code: "starttls_failed",
    fault: "peer",
    message: `The server speaks TLS from the first octet: a TLS record came instead of ${awaited}`,
    hint: `This port speaks TLS from the first byte: ${remedy}`,
  };
}

function implicitTlsHint({ implicitScheme, implicitPort }: StarttlsProtocol): string {
  const usual = implicitPort === null ? "" : `, as ${implicitPort} usually does`;
  const remedy = implicitScheme === null
    ? "give host and port alone, without a scheme"
    : `use ${implicitScheme}://`;
  return `If this port speaks TLS from the first byte${usual}, ${remedy}`;
}

function anotherProtocol(
  { title, defaultPort }: StarttlsProtocol,
  { firstOctets }: Dialogue,
  spoken: Recognised | null,
): StarttlsFailure {
  const began = quoteOctets(firstOctets);
  return {
    code: "not_tls",
    fault: "peer",
    message: spoken === null
      ? `The server does not speak ${title}: it begins with ${began}`
      : `The server speaks ${spoken.title}, not ${title}: it begins with ${began}`,
    hint: `Check the port: ${title} is usually on ${defaultPort}`,
  };
}

function isUnreadable({ code }: DialogueError): boolean {
  return code === "malformed_message" || code === "limit_exceeded";
}
