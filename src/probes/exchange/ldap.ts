/** LDAP, RFC 4511: a search for the root DSE (RFC 4512 §5.1), which every server has for everyone. */
import { type BerElement, berElement, readBerElements, readBerHeader } from "../../starttls/ber.ts";
import { DialogueError } from "../../starttls/failure.ts";
import { ldapResultCodes } from "../../starttls/ldap_result_codes.ts";
import { decodeText } from "../../starttls/quote.ts";
import type { Answer } from "./exchange_facts.ts";
import type { ExchangeProtocol } from "./protocol.ts";
import { readUntil } from "./read_until.ts";
import { notThis, show } from "./show.ts";

export const ldap: ExchangeProtocol = {
  name: "ldap",
  applicationProtocols: [],
  async exchange(channel) {
    await channel.write(searchRequest);
    const received = await readUntil(channel, isWhole);
    return orElse(() => described(received), notThis("LDAP", received));
  },
};

function isWhole(received: Uint8Array): boolean {
  return orElse(() => {
    const header = readBerHeader(received);
    return header !== null && received.length >= header.headerLength + header.length;
  }, true);
}

/** RFC 4511 §4.1.1: a message's number, and what it is about. */
function described(received: Uint8Array): Answer {
  const { headerLength, length } = readBerHeader(received) ?? { headerLength: 0, length: 0 };
  const [message] = readBerElements(received.subarray(0, headerLength + length));
  if (message?.tag !== Tag.sequence) return notThis("LDAP", received);
  const [, operation] = readBerElements(message.content);
  switch (operation?.tag) {
    case Tag.searchResultEntry:
      return { ...show(`root DSE: ${attributes(operation)}`), farewell: unbindRequest };
    case Tag.searchResultDone:
      return { ...show(`SearchResultDone ${resultOf(operation)}`), farewell: unbindRequest };
    case Tag.extendedResponse: // RFC 4511 §4.4.1: a notice of disconnection
      return show(`ExtendedResponse ${resultOf(operation)}`);
    default:
      return notThis("LDAP", received);
  }
}

/** RFC 4511 §4.5.2: a name, and a list of types with their values. */
function attributes({ content }: BerElement): string {
  const [, list] = readBerElements(content);
  const shown = elementsOf(list).map((attribute) => {
    const [type, values] = elementsOf(attribute);
    return `${textOf(type)} ${elementsOf(values).map(textOf).join(" ")}`;
  });
  return shown.join(", ") || "no attributes";
}

function elementsOf(element: BerElement | undefined): BerElement[] {
  return readBerElements(element?.content ?? new Uint8Array());
}

function textOf(element: BerElement | undefined): string {
  return decodeText(element?.content ?? new Uint8Array());
}

/** RFC 4511 §4.1.9. */
function resultOf({ content }: BerElement): string {
  const [resultCode, , diagnosticMessage] = readBerElements(content);
  const code = resultCode?.content.at(-1) ?? 0;
  const said = textOf(diagnosticMessage);
  return `${code} ${ldapResultCodes[code] ?? ""}${said === "" ? "" : `: ${said}`}`.trim();
}

/** `value`, or `otherwise` where the octets are no BER. */
function orElse<T>(value: () => T, otherwise: T): T {
  try {
    return value();
  } catch (error) {
    if (error instanceof DialogueError) return otherwise;
    throw error;
  }
}

/** BER identifiers as RFC 4511 appendix B uses them. */
const Tag = {
  boolean: 0x01,
  integer: 0x02,
  octetString: 0x04,
  enumerated: 0x0a,
  sequence: 0x30,
  /** [APPLICATION 2] */
  unbindRequest: 0x42,
  /** [APPLICATION 3] */
  searchRequest: 0x63,
  searchResultEntry: 0x64,
  searchResultDone: 0x65,
  extendedResponse: 0x78,
  /** [7] */
  present: 0x87,
} as const;

const text = (tag: number, value: string) => berElement(tag, new TextEncoder().encode(value));
const number = (tag: number, value: number) => berElement(tag, Uint8Array.of(value));

/** The StartTLS request, where there was one, had the number 1. */
const SEARCH_ID = 2;
const UNBIND_ID = 3;

/** RFC 4511 §4.5.1: the entry without a name and nothing below it, no limits, whatever its class. */
const searchRequest = berElement(
  Tag.sequence,
  number(Tag.integer, SEARCH_ID),
  berElement(
    Tag.searchRequest,
    text(Tag.octetString, ""),
    number(Tag.enumerated, 0),
    number(Tag.enumerated, 0),
    number(Tag.integer, 0),
    number(Tag.integer, 0),
    number(Tag.boolean, 0),
    text(Tag.present, "objectClass"),
    berElement(
      Tag.sequence,
      text(Tag.octetString, "supportedLDAPVersion"),
      text(Tag.octetString, "vendorName"),
      text(Tag.octetString, "vendorVersion"),
    ),
  ),
);

/** RFC 4511 §4.3. */
const unbindRequest = berElement(
  Tag.sequence,
  number(Tag.integer, UNBIND_ID),
  berElement(Tag.unbindRequest),
);
