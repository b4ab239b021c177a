/** What is checked under load: a TLS server, and one that accepts and says nothing. Prints their ports. */
import { createServer } from "node:net";
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { listenOnLoopback } from "../../src/demo/loopback.ts";
import { startTlsServer } from "../../src/demo/tls_server.ts";

const authority = await certificateAuthority({ subject: "Load Root", now: new Date() });
const leaf = await issue(authority, { dnsNames: ["localhost"] });
const tls = await startTlsServer({ chain: [leaf, authority], protocolVersion: "TLSv1.3" });
const silent = await listenOnLoopback(() => createServer((socket) => socket.resume()));
console.log(`targets: :${tls.port} :${silent.port}`);
const { promise: told, resolve: tell } = Promise.withResolvers<void>();
Deno.addSignalListener("SIGTERM", tell);
await told;
await Promise.all([tls.stop(), silent.stop()]);
Deno.exit(0);
