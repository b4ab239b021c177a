import type { StarttlsProtocol } from "./protocol.ts";
import { upgradeXmpp } from "./xmpp_stream.ts";

/** Between XMPP servers. The stream names no origin: we are no server, and TLS comes before anyone asks. */
export const xmppServer: StarttlsProtocol = {
  name: "xmpp-server",
  title: "XMPP between servers",
  defaultPort: 5269,
  implicitPort: 5270,
  implicitScheme: null,
  reference: "RFC 6120 §5",
  upgrade: (dialogue, context) => upgradeXmpp(dialogue, "jabber:server", context),
};
