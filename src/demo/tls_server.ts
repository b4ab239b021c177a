/** A TLS server of the platform's own stack that answers every request with one page of plain text. */
import { createServer, type TLSSocket } from "node:tls";
import type { IssuedCertificate } from "./certificates.ts";
import { pemChain } from "./certificates.ts";
import { listenOnLoopback, type LoopbackServer } from "./loopback.ts";
import { toPem } from "./pem.ts";

export interface TlsServerOptions {
  /** What the server sends, leaf first. Its private key is the leaf's. */
  readonly chain: readonly [IssuedCertificate, ...IssuedCertificate[]];
  readonly protocolVersion: "TLSv1.2" | "TLSv1.3";
  /**
   * Demands a certificate of the client. There is no saying whose: Deno's stack appends every certificate of `ca`
   * to the chain that the server sends, so it gets none, and the demonstration's visitors have none to show.
   */
  readonly requireClientCertificate?: boolean;
  readonly port?: number;
}

export function startTlsServer(options: TlsServerOptions): Promise<LoopbackServer> {
  const { chain, protocolVersion, requireClientCertificate = false, port = 0 } = options;
  return listenOnLoopback(() => {
    const server = createServer({
      cert: pemChain(...chain),
      key: toPem("PRIVATE KEY", chain[0].key.pkcs8),
      minVersion: protocolVersion,
      maxVersion: protocolVersion,
      ALPNProtocols: ["http/1.1"],
      noDelay: true,
      requestCert: requireClientCertificate,
      rejectUnauthorized: requireClientCertificate,
    });
    server.on("secureConnection", answer);
    // A failed handshake is what half of these servers are for.
    server.on("tlsClientError", (_error: Error, socket: TLSSocket) => socket.destroy());
    return server;
  }, port);
}

/** Answers when the request's header has ended, and closes. */
function answer(socket: TLSSocket): void {
  let received = "";
  socket.on("error", () => {});
  socket.on("data", (data: Uint8Array) => {
    received += new TextDecoder("latin1").decode(data);
    if (received.includes("\r\n\r\n")) socket.end(response);
    else if (received.length > maximumRequestLength) socket.destroy();
  });
}

const maximumRequestLength = 16_384;

const body = "This is a server of the TLS handshake checker's demonstration.\n";

const response = [
  "HTTP/1.1 200 OK",
  "Content-Type: text/plain; charset=utf-8",
  `Content-Length: ${body.length}`,
  "Connection: close",
  "",
  body,
].join("\r\n");
