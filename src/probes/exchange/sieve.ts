import { type Reply, textExchange } from "./text_exchange.ts";

const capabilities: Reply = {
  begins: /^(?:"|\{|OK|NO|BYE)/i,
  whole: /^(?:OK|NO|BYE)(?: [^\n]*)?\r?\n/im,
};

/** ManageSieve: the server repeats its capabilities after TLS (RFC 5804 §2.2), and old ones only when asked. */
export const sieve = textExchange({
  name: "sieve",
  title: "ManageSieve",
  applicationProtocols: ["managesieve"],
  greeting: capabilities,
  command: () => "CAPABILITY",
  response: capabilities,
  farewell: "LOGOUT",
});
