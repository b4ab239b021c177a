import { numberedReply, textExchange } from "./text_exchange.ts";

/** LMTP, RFC 2033 §4.1: SMTP with a hello of its own. */
export const lmtp = textExchange({
  name: "lmtp",
  title: "LMTP",
  greeting: numberedReply,
  command: ({ clientName }) => `LHLO ${clientName}`,
  response: numberedReply,
  farewell: "QUIT",
});
