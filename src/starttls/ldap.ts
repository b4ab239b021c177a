import { type BerElement, berElement, readBerElements, readBerHeader, readBerInteger } from "./ber.ts";
import type { Dialogue, Scan } from "./dialogue.ts";
import { DialogueError } from "./failure.ts";
import { ldapResultCodes } from "./ldap_result_codes.ts";
import { MAXIMUM_MESSAGE_OCTETS } from "./limits.ts";
import { notKnown, refused, type StarttlsProtocol, turnedAway } from "./protocol.ts";
import { decodeText, quote, quoteOctets } from "./quote.ts";

export const ldap: StarttlsProtocol = {
  name: "ldap",
  title: "LDAP",
  defaultPort: 389,
  implicitPort: 636,
  implicitScheme: "ldaps",
  reference: "RFC 4511 §4.14",
  upgrade,
};

async function upgrade(dialogue: Dialogue): Promise<void> {
  await dialogue.sendMessage(REQUEST_NAME, startTlsRequest);
  const message = await dialogue.receive(messageScan(), MAXIMUM_MESSAGE_OCTETS);
  const response = readExtendedResponse(message);
  const said = describe(response);
  dialogue.logMessage(`ExtendedResponse ${said}`, message);

  if (response.messageId === 0) throw turnedAway(quote(said)); // RFC 4511 §4.4.1: notice of disconnection
  if (response.messageId !== MESSAGE_ID) {
    throw new DialogueError(
      "malformed_message",
      `An answer to message ${response.messageId}, which was not sent`,
    );
  }
  if (response.resultCode === SUCCESS) return;
  // RFC 4511 §4.14: who does not support TLS, by design or configuration, answers protocolError
  throw response.resultCode === PROTOCOL_ERROR
    ? notKnown(REQUEST_NAME, quote(said))
    : refused(REQUEST_NAME, quote(said));
}

interface ExtendedResponse {
  readonly messageId: number;
  readonly resultCode: number;
  readonly diagnosticMessage: string;
}

/** RFC 4511 §4.1.1, §4.1.9, §4.12. Referrals, response name and value, and controls are passed over. */
function readExtendedResponse(message: Uint8Array): ExtendedResponse {
  const [envelope] = readBerElements(message);
  const [messageId, operation] = readBerElements(expect(envelope, Tag.sequence, "LDAPMessage").content);
  const [resultCode, matchedDn, diagnosticMessage] = readBerElements(
    expect(operation, Tag.extendedResponse, "ExtendedResponse").content,
  );
  expect(matchedDn, Tag.octetString, "matchedDN");
  return {
    messageId: readBerInteger(expect(messageId, Tag.integer, "messageID").content),
    resultCode: readBerInteger(expect(resultCode, Tag.enumerated, "resultCode").content),
    diagnosticMessage: decodeText(expect(diagnosticMessage, Tag.octetString, "diagnosticMessage").content),
  };
}

function expect(element: BerElement | undefined, tag: number, name: string): BerElement {
  if (element?.tag === tag) return element;
  throw new DialogueError("malformed_message", `The LDAP answer has no "${name}" where it belongs`);
}

function describe({ resultCode, diagnosticMessage }: ExtendedResponse): string {
  const name = ldapResultCodes[resultCode];
  const code = name === undefined ? `${resultCode}` : `${resultCode} ${name}`;
  return diagnosticMessage === "" ? code : `${code}: ${diagnosticMessage}`;
}

function messageScan(): Scan {
  return (unread) => {
    if (unread.length > 0 && unread[0] !== Tag.sequence) {
      if (unread.length < TELLING_OCTETS) return null;
      throw new DialogueError("malformed_message", `${quoteOctets(unread)} is not an LDAP message`);
    }
    const header = readBerHeader(unread);
    if (header === null) return null;
    const length = header.headerLength + header.length;
    return length > MAXIMUM_MESSAGE_OCTETS || unread.length >= length ? length : null;
  };
}

/** BER identifiers as RFC 4511 appendix B uses them. */
const Tag = {
  integer: 0x02,
  octetString: 0x04,
  enumerated: 0x0a,
  sequence: 0x30,
  /** [APPLICATION 23] */
  extendedRequest: 0x77,
  /** [APPLICATION 24] */
  extendedResponse: 0x78,
  /** [0] */
  requestName: 0x80,
} as const;

const SUCCESS = 0;
const PROTOCOL_ERROR = 2;
const MESSAGE_ID = 1;
const TELLING_OCTETS = 3;

const REQUEST_NAME = "StartTLS 1.3.6.1.4.1.1466.20037";

/** RFC 4511 §4.14.1: an ExtendedRequest with this name and no value. */
const startTlsRequest = berElement(
  Tag.sequence,
  berElement(Tag.integer, Uint8Array.of(MESSAGE_ID)),
  berElement(
    Tag.extendedRequest,
    berElement(Tag.requestName, new TextEncoder().encode("1.3.6.1.4.1.1466.20037")),
  ),
);
