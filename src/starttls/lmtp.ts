import { upgradeExtendedSmtp } from "./extended_smtp.ts";
import type { StarttlsProtocol } from "./protocol.ts";

/** The last hop of mail, into the store. RFC 2033 §4 takes SMTP's extensions over; the port is habit, not IANA's. */
export const lmtp: StarttlsProtocol = {
  name: "lmtp",
  title: "LMTP",
  defaultPort: 24,
  implicitPort: null,
  implicitScheme: null,
  reference: "RFC 2033 §4.1, RFC 3207 §4",
  upgrade: (dialogue, { clientName }) => upgradeExtendedSmtp(dialogue, `LHLO ${clientName}`),
};
