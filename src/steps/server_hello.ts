/** Step 2: what the server chose. */
import {
  AlertDescription,
  AlertLevel,
  alerts,
  ContentType,
  extensionTypes,
  ProtocolVersion,
} from "../registry/mod.ts";
import { evidenceOf, type HandshakeLog, type LoggedMessage } from "../tls/mod.ts";
import type { StepContent, StepInput } from "./input.ts";
import { list, nameOf, octets, suiteName, versionName } from "./names.ts";

export function serverHello({ facts: { log } }: StepInput): StepContent {
  const evidence = log && evidenceOf(log, "server_hello")?.evidence;
  const isTls13 = !evidence || evidence.protocolVersion >= ProtocolVersion.TLS_1_3;
  return {
    explanation: "The server picks one version and one cipher suite from the offer" +
      (isTls13
        ? " and adds its own key share. From here on everything is encrypted, beginning with its further settings."
        : ". Before TLS 1.3 this and all that follows up to the Finished messages travels in the clear."),
    reference: isTls13 ? "RFC 9846 §4.2.3" : "RFC 5246 §7.4.1.3",
    facts: [...evidence ? chosen(evidence) : [], ...log ? warnings(log) : []],
  };
}

type Evidence = NonNullable<ReturnType<typeof evidenceOf<"server_hello">>>["evidence"];

function chosen(evidence: Evidence): StepContent["facts"] {
  const { serverHello, encryptedExtensions } = evidence;
  const types = [...serverHello.extensions, ...encryptedExtensions?.extensions ?? []].map(({ type }) => type);
  const sessionId = serverHello.legacySessionIdEcho.length;
  return [
    [
      "chosen",
      "Chosen",
      `${versionName(evidence.protocolVersion)}, ${suiteName(evidence.cipherSuite)}`,
    ],
    ["application_protocol", "Application protocol", evidence.applicationProtocol ?? "none agreed"],
    [
      "hello_retry_request",
      "HelloRetryRequest",
      evidence.helloRetryRequest ? "yes, one more round trip" : "no",
    ],
    ["extensions", "Extensions", list(types, (type) => nameOf(extensionTypes.codePoint(type))) || "none"],
    ["session_id", "Session id", sessionId === 0 ? "none" : octets(sessionId)],
  ];
}

/** What the server complained of before its hello, in the clear, without ending anything: RFC 5246 §7.2. */
function warnings({ messages }: HandshakeLog): StepContent["facts"] {
  const names = messages.filter(isWarning).map(({ bytes }) => nameOf(alerts.codePoint(bytes[1]!)));
  return names.length === 0 ? [] : [["warning_alerts", "Warning alerts", [...new Set(names)].join(", ")]];
}

function isWarning({ direction, contentType, protection, step, bytes }: LoggedMessage): boolean {
  return direction === "received" && contentType === ContentType.alert && protection === "none" &&
    step === "server_hello" && bytes.length === 2 && bytes[0] === AlertLevel.warning &&
    bytes[1] !== AlertDescription.close_notify;
}
