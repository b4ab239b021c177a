import type { TlsServer } from "./tls_server.ts";

export { apache } from "./apache.ts";
export { caddy } from "./caddy.ts";
export { deno } from "./deno.ts";
export { gnutls } from "./gnutls.ts";
export { haproxy } from "./haproxy.ts";
export { java } from "./java.ts";
export { nginx } from "./nginx.ts";
export { laterNode, node } from "./node.ts";
export { nss } from "./nss.ts";
export { openssl } from "./openssl.ts";
export { throughStarttls } from "./starttls.ts";
export { stunnel } from "./stunnel.ts";
export type { Reported, RunningTlsServer, TlsServer } from "./tls_server.ts";

/** Why a server cannot be run here; `null` when it can. */
export async function reasonToSkip(server: TlsServer): Promise<string | null> {
  const { name, debianPackage, programs } = server;
  if (server.reasonToSkip !== undefined) return await server.reasonToSkip();
  for (const program of programs) {
    if (!await isInstalled(program)) return `${name} is not installed (Debian: ${debianPackage})`;
  }
  return null;
}

const folders = ["/usr/local/bin", "/usr/bin", "/usr/sbin", "/bin", "/sbin"];

async function isInstalled(program: string): Promise<boolean> {
  for (const folder of folders) {
    if (await Deno.stat(`${folder}/${program}`).then(({ isFile }) => isFile, () => false)) return true;
  }
  return false;
}
