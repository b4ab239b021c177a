/** Where the protocol is unknown: say nothing, and take what comes by itself. */
import type { ExchangeProtocol } from "./protocol.ts";

export const listen: ExchangeProtocol = {
  name: "none",
  applicationProtocols: [],
  async exchange(channel) {
    const bytes = await channel.read();
    return { answer: bytes === null ? null : `${bytes.length} octets of application data`, http: null };
  },
};
