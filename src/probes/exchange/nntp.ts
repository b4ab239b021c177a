import { numberedReply, textExchange } from "./text_exchange.ts";

/** NNTP: no greeting follows STARTTLS, and the capabilities are to be asked for anew (RFC 4642 §2.2.2). */
export const nntp = textExchange({
  name: "nntp",
  title: "NNTP",
  applicationProtocols: ["nntp", "nnsp"],
  greeting: { ...numberedReply, whole: /\n/ },
  command: () => "CAPABILITIES",
  // RFC 3977 §5.2: 101 and a list that a dot ends; who does not know the command says so on one line.
  response: { ...numberedReply, whole: /^(?!101)[^\n]*\n|\n\.\r?\n/ },
  farewell: "QUIT",
});
