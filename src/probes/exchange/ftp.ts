import { numberedReply, textExchange } from "./text_exchange.ts";

/** FTP: FEAT (RFC 2389 §3) is answered before anyone logs in. */
export const ftp = textExchange({
  name: "ftp",
  title: "FTP",
  applicationProtocols: ["ftp"],
  greeting: numberedReply,
  command: () => "FEAT",
  response: numberedReply,
  farewell: "QUIT",
});
