/** What an issuer runs beside its authority: its certificate over HTTP, for those who were not sent it. RFC 5280 §4.2.2.1 */
import { createServer } from "node:http";
import type { IssuedCertificate } from "./certificates.ts";
import { listenOnLoopback, type LoopbackServer } from "./loopback.ts";

export interface CertificateSource extends LoopbackServer {
  /** As certificates name it. */
  readonly address: string;
}

export async function startCertificateSource({ der }: IssuedCertificate): Promise<CertificateSource> {
  const server = await listenOnLoopback(() =>
    createServer((_request, response) => {
      response.writeHead(200, { "Content-Type": "application/pkix-cert", "Content-Length": der.length });
      response.end(der);
    })
  );
  return { ...server, address: `http://127.0.0.1:${server.port}/issuer.cer` };
}
