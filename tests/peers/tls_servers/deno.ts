/** `Deno.listenTls` in this very process: rustls, which tells nothing of a handshake but the ALPN protocol. */
import { askedByAnotherClient } from "./another_client.ts";
import { laterNodePrograms } from "./later_node.ts";
import { asArguments, type TlsServer } from "./tls_server.ts";

/** The configuration is the ALPN protocols. */
export const deno: TlsServer = {
  name: "Deno.listenTls",
  debianPackage: null,
  programs: laterNodePrograms,
  version: () => Promise.resolve(`Deno ${Deno.version.deno}`),

  async start(setting) {
    const { credentials: { chain, key } } = setting;
    const listener = Deno.listenTls({
      hostname: "127.0.0.1",
      port: 0,
      cert: await Deno.readTextFile(chain),
      key: await Deno.readTextFile(key),
      alpnProtocols: asArguments(setting),
    });
    const served = serve(listener);
    const { port } = listener.addr;
    return {
      port,
      reported: () => askedByAnotherClient(port),
      async stop() {
        listener.close();
        await served;
      },
    };
  },
};

async function serve(listener: Deno.TlsListener): Promise<void> {
  const answers: Promise<void>[] = [];
  for await (const connection of listener) answers.push(answer(connection));
  await Promise.all(answers);
}

async function answer(connection: Deno.TlsConn): Promise<void> {
  try {
    await connection.read(new Uint8Array(1024));
    await connection.write(new TextEncoder().encode("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"));
  } catch {
    // What a client does wrong is not for this server to judge
  } finally {
    connection.close();
  }
}
