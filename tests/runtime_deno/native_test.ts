import assert from "node:assert/strict";
import { createServer as createTlsServer, type Server } from "node:tls";
import {
  certificateAuthority,
  type CertificateOptions,
  issue,
  type IssuedCertificate,
} from "../../src/demo/certificates.ts";
import { toPem } from "../../src/demo/pem.ts";
import { Deadline, type NativeRequest } from "../../src/net/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { nativeHandshake } from "../../src/runtime/deno_native.ts";

const runtime = denoRuntime();
const now = new Date();
const authority = await certificateAuthority({ subject: "Witness Root", now });
const leaf = await issue(authority, {
  dnsNames: ["localhost", "other.example"],
  ipAddresses: ["127.0.0.1", "::1"],
});

Deno.test("a chain to an anchor that was given is trusted, with the ALPN protocol that was agreed", async () => {
  using deadline = new Deadline(5_000);
  await using server = tlsServer(leaf, { alpnProtocols: ["http/1.1"] });
  const outcome = await runtime.native(
    request(server.port, { applicationProtocols: ["h2", "http/1.1"] }),
    deadline,
  );

  assert.equal(outcome.outcome, "trusted", outcome.error ?? "");
  assert.equal(outcome.applicationProtocol, "http/1.1");
  assert.equal(outcome.error, null);
  assert.deepEqual(outcome.certificates, [], "not looked at unless asked for");
});

Deno.test("one address is dialled under another name", async () => {
  using deadline = new Deadline(5_000);
  await using server = tlsServer(leaf);
  const outcome = await runtime.native(request(server.port, { serverName: "other.example" }), deadline);
  assert.equal(outcome.outcome, "trusted", outcome.error ?? "");
});

for (const address of ["127.0.0.1", "::1"]) {
  Deno.test(`without a name, the address ${address} is what is verified`, async () => {
    using deadline = new Deadline(5_000);
    await using server = tlsServer(leaf, { hostname: address });
    const outcome = await runtime.native(request(server.port, { address, serverName: null }), deadline);
    assert.equal(outcome.outcome, "trusted", outcome.error ?? "");

    const named = await issue(authority, { dnsNames: ["localhost"] });
    await using nameless = tlsServer(named, { hostname: address });
    const refusal = await runtime.native(request(nameless.port, { address, serverName: null }), deadline);
    assert.equal(refusal.outcome, "refused");
    assert.match(refusal.error!, /not valid for name/);
  });
}

const refusals: [string, CertificateOptions, Partial<NativeRequest>, RegExp][] = [
  ["an expired certificate", { notAfter: daysFromNow(-1), notBefore: daysFromNow(-10) }, {}, /expired/],
  ["another name", { dnsNames: ["c.example"] }, {}, /not valid for name "localhost".*c\.example/],
  ["an authority it does not know", {}, { anchors: [] }, /UnknownIssuer/],
];
for (const [what, options, overrides, words] of refusals) {
  Deno.test(`${what} is refused, in the platform's own words`, async () => {
    using deadline = new Deadline(5_000);
    await using server = tlsServer(await issue(authority, { dnsNames: ["localhost"], ...options }));
    const outcome = await runtime.native(request(server.port, overrides), deadline);
    assert.equal(outcome.outcome, "refused");
    assert.match(outcome.error!, words);
  });
}

Deno.test("plain HTTP on the port is refused", async () => {
  using deadline = new Deadline(5_000);
  await using server = tcpServer(async (connection) => {
    await connection.write(new TextEncoder().encode("HTTP/1.1 400 Bad Request\r\n\r\n"));
  });
  assert.equal((await runtime.native(request(server.port), deadline)).outcome, "refused");
});

Deno.test("a server that hangs up during the handshake is refused", async () => {
  using deadline = new Deadline(5_000);
  await using server = tcpServer(async (connection) => {
    await connection.read(new Uint8Array(4096));
    connection.close();
  });
  assert.equal((await runtime.native(request(server.port), deadline)).outcome, "refused");
});

Deno.test("a silent server is unreachable when the deadline passes", async () => {
  using deadline = new Deadline(100);
  await using server = tcpServer(() => Promise.resolve());
  const outcome = await runtime.native(request(server.port), deadline);
  assert.equal(outcome.outcome, "unreachable");
  assert.match(outcome.error!, /within the deadline/);
});

Deno.test("a closed port is unreachable", async () => {
  using deadline = new Deadline(5_000);
  let port: number;
  {
    await using server = tcpServer(() => Promise.resolve());
    port = server.port;
  }
  assert.equal((await runtime.native(request(port), deadline)).outcome, "unreachable");
});

Deno.test("a deadline that has passed is unreachable", async () => {
  using deadline = new Deadline(5_000);
  deadline.cancel();
  assert.equal((await runtime.native(request(1), deadline)).outcome, "unreachable");
});

Deno.test("anchors that are no certificates are not_available", async () => {
  using deadline = new Deadline(5_000);
  await using server = tlsServer(leaf);
  const anchors = ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"];
  assert.equal((await runtime.native(request(server.port, { anchors }), deadline)).outcome, "not_available");
});

Deno.test("the peer's chain, version and suite are shown when asked for, trusted or not", async () => {
  using deadline = new Deadline(5_000);
  const intermediate = await certificateAuthority({ subject: "Witness Intermediate", issuer: authority });
  const deeper = await issue(intermediate, { dnsNames: ["localhost"] });
  await using server = await nodeTlsServer(deeper, [intermediate]);
  for (const anchors of [[authority.pem], []]) {
    const outcome = await runtime.native(request(server.port, { wantCertificates: true, anchors }), deadline);

    assert.equal(outcome.outcome, anchors.length > 0 ? "trusted" : "refused");
    assert.deepEqual(outcome.certificates[0], deeper.der);
    assert.deepEqual(outcome.certificates[1], intermediate.der);
    assert.deepEqual([outcome.protocolVersion, outcome.cipherSuite], server.negotiated());
  }
});

Deno.test("where plain TCP is refused by the platform, the name is dialled by connectTls", async () => {
  using deadline = new Deadline(5_000);
  await using server = tlsServer(leaf);
  const outcome = await nativeHandshake(request(server.port), deadline, forbidden);
  assert.equal(outcome.outcome, "trusted", outcome.error ?? "");
  assert.equal(outcome.api, "Deno.connectTls");
});

Deno.test("where connectTls reaches another address than the one checked, its opinion does not count", async () => {
  using deadline = new Deadline(5_000);
  await using server = tlsServer(leaf);
  const outcome = await nativeHandshake(request(server.port, { address: "192.0.2.7" }), deadline, forbidden);
  assert.equal(outcome.outcome, "not_available");
  assert.match(outcome.error!, /127\.0\.0\.1 instead of 192\.0\.2\.7/);
});

const forbidden = () => Promise.reject(new Deno.errors.PermissionDenied("Use Deno.connectTls"));

function request(port: number, overrides: Partial<NativeRequest> = {}): NativeRequest {
  return {
    address: "127.0.0.1",
    port,
    serverName: "localhost",
    applicationProtocols: [],
    anchors: [authority.pem],
    wantCertificates: false,
    ...overrides,
  };
}

function daysFromNow(days: number): Date {
  return new Date(now.getTime() + days * 86_400_000);
}

function keyPem(certificate: IssuedCertificate): string {
  return toPem("PRIVATE KEY", certificate.key.pkcs8);
}

function tlsServer(
  certificate: IssuedCertificate,
  options: { hostname?: string; alpnProtocols?: string[] } = {},
) {
  const listener = Deno.listenTls({
    hostname: "127.0.0.1",
    port: 0,
    cert: certificate.pem,
    key: keyPem(certificate),
    ...options,
  });
  return serve(listener, async (connection) => {
    await connection.handshake();
    await connection.read(new Uint8Array(1));
  });
}

function tcpServer(handle: (connection: Deno.TcpConn) => Promise<unknown>) {
  return serve(Deno.listen({ hostname: "127.0.0.1", port: 0 }), handle);
}

/** Closes what it accepted in the end, not before: whether the peer goes first is the test's matter. */
function serve<Connection extends Deno.Conn>(
  listener: Deno.Listener<Connection>,
  handle: (connection: Connection) => Promise<unknown>,
) {
  const connections: Connection[] = [];
  const handled: Promise<unknown>[] = [];
  const serving = (async () => {
    for await (const connection of listener) {
      connections.push(connection);
      handled.push(handle(connection).catch(() => {}));
    }
  })();
  return {
    port: (listener.addr as Deno.NetAddr).port,
    async [Symbol.asyncDispose]() {
      listener.close();
      await serving;
      for (const connection of connections) {
        try {
          connection.close();
        } catch {
          // The handler closed it.
        }
      }
      await Promise.all(handled);
    },
  };
}

/** Node's server: unlike `Deno.listenTls`, it says what it negotiated. */
async function nodeTlsServer(certificate: IssuedCertificate, intermediates: IssuedCertificate[]) {
  const server: Server = createTlsServer({
    cert: [certificate, ...intermediates].map(({ pem }) => pem).join(""),
    key: keyPem(certificate),
  });
  server.on("tlsClientError", () => {});
  let negotiated: (string | null)[] = [];
  server.on("secureConnection", (socket) => {
    negotiated = [socket.getProtocol(), socket.getCipher().standardName];
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as { port: number }).port,
    /** Version and suite of the last connection. */
    negotiated: () => negotiated,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
