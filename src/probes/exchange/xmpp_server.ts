import { xmppExchange } from "./xmpp_exchange.ts";

export const xmppServer = xmppExchange("xmpp-server", "xmpp-server", "jabber:server");
