import { textExchange } from "./text_exchange.ts";

/** IMAP, RFC 9051: what a server can do may change with TLS, and is to be asked for again (§6.2.1). */
export const imap = textExchange({
  name: "imap",
  title: "IMAP",
  applicationProtocols: ["imap"],
  greeting: { begins: /^\* (?:OK|PREAUTH|BYE)(?: |\r?\n)/i, whole: /\n/ },
  command: () => "a CAPABILITY",
  response: { begins: /^(?:\*|a) /, whole: /^a (?:OK|NO|BAD)[^\n]*\n/im },
  farewell: "b LOGOUT",
});
