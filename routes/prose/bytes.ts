/** The words of the byte view. */
import type { WireRecord } from "../../src/report/mod.ts";

export const bytes = {
  show: "Show every byte",
  aboutShow: "Makes the check again, and keeps what went over the wire",
  octets: "Octets",
  field: "Field, its value, and what it is there for",
  empty: "empty",
  discouraged: "discouraged",
  keys: "Point at a field or its octets, and the other is marked; the arrow keys go from field to field.",
  hexOf: (name: string) => `${name} in hex`,
  fieldsOf: (name: string) => `Fields of ${name}`,
  moreOctets: (rest: number) =>
    `${rest.toLocaleString("en")} more ${rest === 1 ? "byte" : "bytes"} in the JSON`,
  moreRecords: (rest: number) => `${rest} more ${rest === 1 ? "record" : "records"} in the JSON`,
  record: (index: number) => `Record ${index + 1}`,
  decryptedRecord: (index: number) => `What is in record ${index + 1}`,
  onTheWire: "As on the wire",
  decrypted: "Decrypted",
  carries: (messages: readonly string[], contentType: WireRecord["content_type"]) => {
    if (messages.length > 0) {
      return `Carries ${messages.slice(0, 8).join(", ")}${messages.length > 8 ? " and more" : ""}`;
    }
    if (contentType === null) return "Was not opened: it does not decrypt, or the handshake had failed";
    return `Carries no message of its own: ${contentType.name ?? contentType.hex}`;
  },
  sharedRecord: (index: number, message: string) =>
    `Came in record ${index + 1}, which is shown with ${message}`,
  silentRecords: (count: number) => `${count} ${count === 1 ? "record" : "records"} without a message`,
  aboutSilentRecords:
    "Such as the ChangeCipherSpec that TLS 1.3 sends so that old equipment on the way takes it for TLS 1.2.",
};
