/** What the server's first flight tells: its ServerHello at first, EncryptedExtensions too when they have come. */
import { ProtocolVersion } from "../../registry/mod.ts";
import type { ServerHelloEvidence } from "../engine/evidence.ts";
import type { EncryptedExtensions } from "../message/mod.ts";
import type { Negotiated } from "./negotiated.ts";

export function serverHelloEvidence(
  { serverHello, retry, psk }: Pick<Negotiated, "serverHello" | "retry" | "psk">,
  encryptedExtensions: EncryptedExtensions | null = null,
  applicationProtocol: string | null = null,
): ServerHelloEvidence {
  return {
    step: "server_hello",
    serverHello,
    protocolVersion: ProtocolVersion.TLS_1_3,
    cipherSuite: serverHello.cipherSuite,
    encryptedExtensions,
    applicationProtocol,
    helloRetryRequest: retry,
    resumed: psk !== null,
  };
}
