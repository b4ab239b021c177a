import { upgradeExtendedSmtp } from "./extended_smtp.ts";
import type { StarttlsProtocol } from "./protocol.ts";

/** Mail between servers, and mail submission on port 587. */
export const smtp: StarttlsProtocol = {
  name: "smtp",
  title: "SMTP",
  defaultPort: 25,
  implicitPort: 465,
  implicitScheme: "smtps",
  reference: "RFC 3207 §4",
  upgrade: (dialogue, { clientName }) => upgradeExtendedSmtp(dialogue, `EHLO ${clientName}`),
};
