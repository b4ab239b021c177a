/** What the server's first flight tells: its ServerHello at first, EncryptedExtensions too when they have come. */
import { ProtocolVersion } from "../../registry/mod.ts";
import type { ServerHelloEvidence } from "../engine/evidence.ts";
import type { Negotiated } from "./negotiated.ts";

export function serverHelloEvidence(
  { serverHello, retry, psk }: Pick<Negotiated, "serverHello" | "retry" | "psk">,
  extended: Pick<ServerHelloEvidence, "encryptedExtensions" | "applicationProtocol" | "earlyData"> = nothing,
): ServerHelloEvidence {
  return {
    step: "server_hello",
    serverHello,
    protocolVersion: ProtocolVersion.TLS_1_3,
    cipherSuite: serverHello.cipherSuite,
    helloRetryRequest: retry,
    resumed: psk !== null,
    ...extended,
  };
}

const nothing = { encryptedExtensions: null, applicationProtocol: null, earlyData: null };
