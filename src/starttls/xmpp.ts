import type { StarttlsProtocol } from "./protocol.ts";
import { upgradeXmpp } from "./xmpp_stream.ts";

export const xmpp: StarttlsProtocol = {
  name: "xmpp",
  title: "XMPP",
  defaultPort: 5222,
  implicitPort: 5223,
  implicitScheme: null,
  reference: "RFC 6120 §5",
  upgrade: (dialogue, context) => upgradeXmpp(dialogue, "jabber:client", context),
};
