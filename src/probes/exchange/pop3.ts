import { textExchange } from "./text_exchange.ts";

const begins = /^(?:\+OK|-ERR)(?: |\r?\n)/;

/** POP3, RFC 1939: CAPA (RFC 2449 §5) is answered before anyone logs in. */
export const pop3 = textExchange({
  name: "pop3",
  title: "POP3",
  applicationProtocols: ["pop3"],
  greeting: { begins, whole: /\n/ },
  command: () => "CAPA",
  response: { begins, whole: /^-ERR[^\n]*\n|\n\.\r?\n/ },
  farewell: "QUIT",
});
