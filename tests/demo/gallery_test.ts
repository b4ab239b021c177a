import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { X509Certificate } from "node:crypto";
import { concat } from "../../src/bytes/mod.ts";
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { type Gallery, startGallery } from "../../src/demo/gallery.ts";
import { galleryRows } from "../../src/demo/gallery_rows.ts";
import { startTlsServer } from "../../src/demo/tls_server.ts";

const request = new TextEncoder().encode("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

Deno.test("every server of the gallery does what its row says", async (t) => {
  const gallery = await startGallery({ now: new Date() });
  const shows = (id: string, behaviour: (port: number) => Promise<void>) =>
    t.step(id, () => behaviour(portOf(gallery, id)));
  const refuses = (id: string, message: RegExp) =>
    shows(id, (port) => assert.rejects(fetchOverTls(gallery, port), message));
  try {
    for (const id of ["healthy-tls13", "healthy-tls12", "healthy-rsa", "expires-soon"]) {
      await shows(
        id,
        async (port) => assert.match(await fetchOverTls(gallery, port), /^HTTP\/1\.1 200 OK\r\n/),
      );
    }
    await refuses("expired", /certificate expired/);
    await refuses("not-yet-valid", /certificate not valid yet/);
    await refuses("wrong-name", /not valid for name "localhost"/);
    await refuses("self-signed", /UnknownIssuer|CaUsedAsEndEntity/);
    await refuses("missing-intermediate", /UnknownIssuer/);
    await refuses("untrusted-root", /UnknownIssuer/);
    await refuses("forged-signature", /BadSignature/);
    await refuses("weak-key", /BadSignature|Unsupported/);
    await refuses("weak-signature", /BadSignature|Unsupported/);
    await refuses("name-constraints", /NameConstraintViolation/);
    await refuses("path-too-long", /PathLenConstraintViolated/);
    await refuses("not-an-authority", /EndEntityUsedAsCa/);
    await refuses("wrong-purpose", /does not allow extended key usage for server authentication/);
    await refuses("critical-extension", /CriticalExtension/);
    // The platform's own stack does not understand policyConstraints, and does not look at an intermediate's keyUsage.
    await refuses("certificate-policies", /CriticalExtension/);
    await shows("key-usage", async (port) => assert.match(await fetchOverTls(gallery, port), /200 OK/));
    await refuses("client-cert-tls13", /received fatal alert: CertificateRequired/);
    await refuses("client-cert-tls12", /received fatal alert: CertificateRequired/);
    await shows("plain-http", async (port) => assert.match(await firstWords(port), /^HTTP\/1\.1 400 /));
    await shows("ssh-banner", async (port) => assert.match(await firstWords(port), /^SSH-2\.0-\S+\r\n/));
    await shows("reset", (port) => assert.rejects(firstWords(port), Deno.errors.ConnectionReset));
    await shows("silent", async (port) => assert.equal(await firstWords(port), "(silence)"));
    await shows("closed-port", (port) => assert.rejects(firstWords(port), Deno.errors.ConnectionRefused));
  } finally {
    await gallery.stop();
  }
});

Deno.test("a row has an identifier of its own, a sentence, and a code unless all is well", () => {
  assert.equal(new Set(galleryRows.map(({ id }) => id)).size, galleryRows.length);
  for (const { id, explanation, expected } of galleryRows) {
    assert.match(id, /^[a-z0-9-]+$/);
    assert.match(explanation, /^[A-Z][^.]*(\.\d[^.]*)*\.$/, id);
    assert.equal(expected.code === null, expected.verdict === "pass", id);
  }
});

Deno.test("a version is the only one that its server speaks", async () => {
  const gallery = await startGallery({ now: new Date() });
  try {
    const [first] = await handshakeMessages(portOf(gallery, "healthy-tls12"));
    assert.equal(first?.type, serverHello);
    // Alert, fatal, protocol_version: RFC 9846 §6.2
    const refusal = await firstBytes(portOf(gallery, "healthy-tls13"), clientHello);
    assert.equal(refusal.toHex(), "15030300020246");
  } finally {
    await gallery.stop();
  }
});

Deno.test("a server sends exactly the chain it was given, also when it demands a client certificate", async () => {
  const now = new Date();
  const root = await certificateAuthority({ subject: "Root", now });
  const intermediate = await certificateAuthority({ subject: "Intermediate", issuer: root });
  const leaf = await issue(intermediate, { dnsNames: ["localhost"] });
  const stranger = await issue(root, { dnsNames: ["stranger.example"] });
  const chains = [[leaf], [leaf, intermediate], [leaf, intermediate, root], [
    leaf,
    stranger,
    intermediate,
  ]] as const;
  for (const chain of chains) {
    for (const requireClientCertificate of [false, true]) {
      const server = await startTlsServer({ chain, protocolVersion: "TLSv1.2", requireClientCertificate });
      try {
        const messages = await handshakeMessages(server.port);
        const sent = certificatesIn(messages.find(({ type }) => type === certificateMessage)!.body);
        assert.deepEqual(sent.map((der) => der.toHex()), chain.map(({ der }) => der.toHex()));
        assert.equal(messages.some(({ type }) => type === certificateRequest), requireClientCertificate);
      } finally {
        await server.stop();
      }
    }
  }
});

Deno.test("the gallery's certificates are made for the time that is given", async () => {
  const now = new Date("2031-05-06T07:08:09Z");
  const gallery = await startGallery({ now });
  try {
    const messages = await handshakeMessages(portOf(gallery, "healthy-tls12"));
    const [leaf, intermediate, ...others] = certificatesIn(
      messages.find(({ type }) => type === certificateMessage)!.body,
    )
      .map((der) => new X509Certificate(Buffer.from(der)));
    const root = new X509Certificate(gallery.anchorsPem);
    assert.equal(others.length, 0);
    for (const certificate of [leaf!, intermediate!, root]) {
      assert.ok(certificate.validFromDate < now && certificate.validToDate > now);
    }
    assert.equal(leaf!.checkIssued(intermediate!), true);
    assert.equal(leaf!.verify(intermediate!.publicKey), true);
    assert.equal(intermediate!.checkIssued(root), true);
    assert.equal(intermediate!.verify(root.publicKey), true);
    assert.equal(leaf!.checkHost("localhost"), "localhost");
    assert.equal(leaf!.checkIP("127.0.0.1"), "127.0.0.1");
  } finally {
    await gallery.stop();
  }
});

Deno.test("visitors who misbehave do not disturb the next one", async () => {
  const gallery = await startGallery({ now: new Date() });
  try {
    const manners: (Uint8Array | null)[] = [
      null,
      new Uint8Array(0),
      clientHello.subarray(0, 3),
      clientHello.subarray(0, 20),
      clientHello,
      new Uint8Array(20_000).fill(0x41),
      Uint8Array.of(0x16, 0x03, 0x01, 0xff, 0xff, 0x01),
      request,
    ];
    for (const { port, id } of gallery.servers) {
      if (id === "closed-port") continue;
      for (const bytes of manners) {
        const connection = await Deno.connect({ hostname: "127.0.0.1", port });
        // With data of the server still unread, closing sends a reset.
        if (bytes !== null) await connection.write(bytes).catch(() => {});
        connection.close();
      }
    }
    assert.match(await fetchOverTls(gallery, portOf(gallery, "healthy-tls13")), /200 OK/);
    assert.match(await fetchOverTls(gallery, portOf(gallery, "healthy-tls12")), /200 OK/);
    assert.match(await firstWords(portOf(gallery, "plain-http")), /400/);
  } finally {
    await gallery.stop();
  }
});

Deno.test("stopping ends connections that are open", async () => {
  const gallery = await startGallery({ now: new Date() });
  const connection = await Deno.connect({ hostname: "127.0.0.1", port: portOf(gallery, "silent") });
  await gallery.stop();
  const ended = await connection.read(new Uint8Array(1)).catch((error) => {
    assert.ok(error instanceof Deno.errors.ConnectionReset);
    return null;
  });
  assert.equal(ended, null);
  connection.close();
  await assert.rejects(firstWords(portOf(gallery, "silent")), Deno.errors.ConnectionRefused);
});

Deno.test("a gallery that finds a port taken says so and leaves nothing running", async () => {
  const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = taken.addr;
  try {
    await assert.rejects(startGallery({ now: new Date(), firstPort: port }), { code: "EADDRINUSE" });
  } finally {
    taken.close();
  }
});

Deno.test("a server listens on the port that it is given", async () => {
  const free = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = free.addr;
  free.close();
  const chain = [await issue(await certificateAuthority({ subject: "Root", now: new Date() }))] as const;
  const server = await startTlsServer({ chain, protocolVersion: "TLSv1.3", port });
  assert.equal(server.port, port);
  await server.stop();
});

function portOf(gallery: Gallery, id: string): number {
  return gallery.servers.find((server) => server.id === id)!.port;
}

async function fetchOverTls(gallery: Gallery, port: number): Promise<string> {
  using connection = await Deno.connectTls({
    hostname: "localhost",
    port,
    caCerts: [gallery.anchorsPem],
    alpnProtocols: ["http/1.1"],
  });
  const { alpnProtocol } = await connection.handshake();
  assert.equal(alpnProtocol, "http/1.1");
  await connection.write(request);
  const buffer = new Uint8Array(1000);
  const length = await connection.read(buffer);
  return new TextDecoder().decode(buffer.subarray(0, length ?? 0));
}

async function firstWords(port: number): Promise<string> {
  return new TextDecoder().decode(await firstBytes(port, clientHello));
}

async function firstBytes(port: number, bytes: Uint8Array): Promise<Uint8Array> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  await connection.write(bytes);
  const buffer = new Uint8Array(1000);
  const { promise: silence, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), 300);
  const reading = connection.read(buffer);
  const length = await Promise.race([reading, silence]).finally(() => clearTimeout(timer));
  if (length === null) reading.catch(() => {});
  return length === null ? new TextEncoder().encode("(silence)") : buffer.subarray(0, length);
}

const serverHello = 2;
const certificateMessage = 11;
const certificateRequest = 13;
const serverHelloDone = 14;

interface Message {
  readonly type: number;
  readonly body: Uint8Array;
}

/** A TLS 1.2 ClientHello: in that version the server's certificates come in the clear. RFC 5246 §7.4.1.2 */
const clientHello = Uint8Array.fromHex(
  "160301005b" + "01000057" + "0303" + "ab".repeat(32) + "00" +
    "0004" + "c02bc02f" + "0100" + "002a" +
    "0000000e000c0000096c6f63616c686f7374" +
    "000a00060004001d0017" +
    "000d000a00080403080408070401",
);

/** What a TLS 1.2 server says up to its ServerHelloDone. */
async function handshakeMessages(port: number): Promise<Message[]> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  await connection.write(clientHello);
  const buffer = new Uint8Array(20_000);
  let received: Uint8Array = new Uint8Array(0);
  for (;;) {
    const length = await connection.read(buffer);
    assert.notEqual(length, null, "the server ended the connection");
    received = concat(received, buffer.subarray(0, length!));
    const messages = messagesIn(received);
    if (messages.at(-1)?.type === serverHelloDone) return messages;
  }
}

function messagesIn(stream: Uint8Array): Message[] {
  let handshake: Uint8Array = new Uint8Array(0);
  for (let rest = stream; rest.length >= 5;) {
    const end = 5 + rest[3]! * 256 + rest[4]!;
    assert.equal(rest[0], 22, "a handshake record");
    handshake = concat(handshake, rest.subarray(5, end));
    rest = rest.subarray(end);
  }
  const messages: Message[] = [];
  for (let rest = handshake; rest.length >= 4;) {
    const end = 4 + uint24(rest, 1);
    messages.push({ type: rest[0]!, body: rest.subarray(4, end) });
    rest = rest.subarray(end);
  }
  return messages;
}

function certificatesIn(body: Uint8Array): Uint8Array[] {
  const certificates: Uint8Array[] = [];
  for (let rest = body.subarray(3); rest.length > 0;) {
    const end = 3 + uint24(rest, 0);
    certificates.push(rest.subarray(3, end));
    rest = rest.subarray(end);
  }
  return certificates;
}

function uint24(bytes: Uint8Array, offset: number): number {
  return bytes[offset]! * 65_536 + bytes[offset + 1]! * 256 + bytes[offset + 2]!;
}
