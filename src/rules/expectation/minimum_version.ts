/** Of what was negotiated: whether the server would speak older versions with others is not asked. */
import { protocolVersions } from "../../registry/mod.ts";
import type { Expectation } from "./expectation.ts";

export const minimumVersion: Expectation = {
  id: "expectation.min_version",
  what: "the protocol version",
  step: "server_hello",
  title: "Older version than expected",
  remedy: "Turn the newer version on in the server, updating its TLS library if need be",
  references: ["RFC 9325 §3.1.1"],
  compare({ expectations: { minimumVersion }, stable }) {
    if (minimumVersion === null) return "not_expected";
    if (stable === null) return "not_learnt";
    const { value, name, hex } = stable.protocol_version;
    if (value >= minimumVersion) return "met";
    const expected = protocolVersions.codePoint(minimumVersion);
    return { unmet: `The server chose ${name ?? hex}, which is older than ${expected.name ?? expected.hex}` };
  },
};
