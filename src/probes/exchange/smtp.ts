import { numberedReply, textExchange } from "./text_exchange.ts";

/** SMTP: after STARTTLS both sides start over, the client with EHLO (RFC 3207 §4.2). */
export const smtp = textExchange({
  name: "smtp",
  title: "SMTP",
  greeting: numberedReply,
  command: ({ clientName }) => `EHLO ${clientName}`,
  response: numberedReply,
  farewell: "QUIT",
});
