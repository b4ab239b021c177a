import { xmppExchange } from "./xmpp_exchange.ts";

export const xmpp = xmppExchange("xmpp", "xmpp-client", "jabber:client");
