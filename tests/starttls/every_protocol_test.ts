/** What must hold for each protocol alike, whichever way its server is laid out. */
import assert from "node:assert/strict";
import { starttls, starttlsProtocols } from "../../src/starttls/mod.ts";
import { parseTarget, starttlsProtocols as targetProtocols } from "../../src/target/mod.ts";
import { happyScripts } from "./happy_scripts.ts";
import { close, converse, reset, type Script } from "./scripted_peer.ts";

/** A fatal handshake_failure alert, as servers answer what is no ClientHello. */
const tlsAlert = Uint8Array.fromHex("15030100020228");

const networkCodes = ["connection_closed", "connection_reset", "timeout"];

Deno.test("the protocols are those a target may name, on the same ports", () => {
  assert.deepEqual(starttlsProtocols.map(({ name }) => name).sort(), [...targetProtocols].sort());
  assert.deepEqual(Object.keys(happyScripts).sort(), [...targetProtocols].sort());
  for (const { name, defaultPort } of starttlsProtocols) {
    assert.equal(parseTarget(`${name}://server.example`, {}).port, defaultPort, name);
  }
});

Deno.test("the scheme for TLS from the first byte is one that a target may have, on the same port", () => {
  for (const { name, implicitScheme, implicitPort } of starttlsProtocols) {
    if (implicitScheme === null) continue;
    const target = parseTarget(`${implicitScheme}://server.example`, {});
    assert.equal(target.port, implicitPort, name);
    assert.equal(target.starttls, null, name);
  }
});

Deno.test("a protocol that is not in the list is the caller's mistake", async () => {
  await assert.rejects(converse("gopher", []), RangeError);
});

for (const [name, { script, lines, first }] of Object.entries(happyScripts)) {
  Deno.test(`${name}: a server that goes along is upgraded, with the dialogue told`, async () => {
    const { failure, injected, dialogue, stream } = await converse(name, script);
    assert.equal(failure, null);
    assert.equal(injected, null);
    assert.equal(typeof stream.read, "function");
    assert.equal(dialogue[0]!.direction, first === "server" ? "received" : "sent");
    const times = dialogue.map(({ atMs }) => atMs);
    assert.deepEqual(times, [...times].sort((a, b) => a - b));
  });

  Deno.test(`${name}: octets that arrive one by one make the same dialogue`, async () => {
    const whole = await converse(name, script);
    const split = await converse(name, script, { readSize: 1 });
    assert.equal(split.failure, null);
    assert.deepEqual(split.dialogue.map(withoutTime), whole.dialogue.map(withoutTime));
  });

  Deno.test(`${name}: a server that closes, resets or falls silent at any octet is a failure of the network`, async () => {
    const pieces = octetsOf(script);
    for (let count = 0; count < pieces.length; count++) {
      for (const end of [close, reset, null] as const) {
        const cut: Script = end === null ? pieces[count]! : [...pieces[count]!, end];
        const { failure } = await converse(name, cut);
        assert.ok(
          failure !== null && networkCodes.includes(failure.code),
          `${count}: ${JSON.stringify(failure)}`,
        );
        assert.match(
          failure.message,
          end === close ? /closed/ : end === reset ? /reset/ : /No answer within the deadline/,
        );
        assert.equal(failure.fault, end === close ? "peer" : "network");
      }
    }
  });

  Deno.test(`${name}: plaintext behind the go-ahead is taken off the stream and reported`, async () => {
    const injection = "a3 OK injected before TLS\r\n";
    const at = script.findLastIndex((item) => !(item instanceof RegExp));
    const { failure, injected, dialogue } = await converse(name, [
      ...script.slice(0, at),
      join(script[at] as string | Uint8Array, injection),
      ...script.slice(at + 1),
    ]);
    assert.equal(failure, null);
    assert.equal(new TextDecoder().decode(injected!), injection);
    assert.equal(dialogue.at(-1)!.text, injection);
    assert.equal(dialogue.at(-1)!.direction, "received");
  });

  Deno.test(`${name}: a port that speaks TLS from the first byte is called so`, async () => {
    const waits = first === "server" ? [] : [/[^]/];
    for (const readSize of [1, 1000]) {
      const { failure } = await converse(name, [...waits, tlsAlert, close], { readSize });
      assert.equal(failure?.code, "starttls_failed");
      assert.equal(failure.fault, "peer");
      assert.match(failure.hint!, /speaks TLS from the first byte/);
    }
  });

  Deno.test(`${name}: silence from the start points at TLS from the first byte`, async () => {
    const { failure } = await converse(name, []);
    assert.equal(failure?.code, "timeout");
    assert.match(failure.hint!, /If this port speaks TLS from the first byte/);
  });

  for (
    const [other, words, title] of [
      ["an HTTP server", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", /\bHTTP\b/],
      ["an SSH server", "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", /\bSSH\b/],
    ] as const
  ) {
    Deno.test(`${name}: ${other} is named`, async () => {
      const { failure } = await converse(name, [...(first === "server" ? [] : [/[^]/]), words, close]);
      assert.equal(failure?.code, "not_tls");
      assert.equal(failure.fault, "peer");
      assert.match(failure.message, title);
    });
  }

  Deno.test(`${name}: garbage is called something else than the protocol`, async () => {
    const garbage = Uint8Array.fromHex("ff00fe01aa55f0e1d2c3b4a5968778695a4b3c2d1e0f00ff");
    const { failure } = await converse(name, [...(first === "server" ? [] : [/[^]/]), garbage, close]);
    assert.equal(failure?.code, "not_tls");
    assert.match(failure.message, /does not speak/);
  });

  Deno.test(`${name}: an endless answer ends within bounds`, async () => {
    for (const piece of ["220-x\r\n", "x", "<x>", "<x/>", "* x\r\n", '"x"\r\n', "\r\n"]) {
      const [before] = octetsOf(script).slice(-1);
      const flood = piece.repeat(300_000 / piece.length);
      for (const opening of [first === "server" ? [] : [/[^]/], before!]) {
        const { failure, injected, dialogue } = await converse(name, [...opening, flood, close]);
        assert.ok(failure !== null || injected !== null);
        const characters = dialogue.reduce((sum, { text }) => sum + text.length, 0);
        assert.ok(characters < 1_000_000, `${characters} characters`);
      }
    }
  });

  if (!lines) continue;

  Deno.test(`${name}: a bare LF ends a line too`, async () => {
    const bare = script.map((item) => typeof item === "string" ? item.replaceAll("\r\n", "\n") : item);
    const { failure } = await converse(name, bare);
    assert.equal(failure, null);
  });

  Deno.test(`${name}: the case of the server's letters does not matter`, async () => {
    for (const change of [(text: string) => text.toLowerCase(), (text: string) => text.toUpperCase()]) {
      const { failure } = await converse(
        name,
        script.map((item) => typeof item === "string" ? change(item) : item),
      );
      assert.equal(failure, null);
    }
  });

  Deno.test(`${name}: a line that is too long is refused`, async () => {
    const { failure } = await converse(name, [...octetsOf(script).at(-1)!, "x".repeat(9000), close]);
    assert.equal(failure?.code, "limit_exceeded");
  });
}

Deno.test("a stream's own fault that is not the network's is not swallowed", async () => {
  const broken = {
    read: () => Promise.reject(new TypeError("a bug")),
    write: () => Promise.resolve(),
    closeWrite: () => Promise.resolve(),
    close: () => {},
  };
  const context = {
    serverName: null,
    hostname: "192.0.2.1",
    clientName: "client.example",
    monotonic: () => 0,
  };
  await assert.rejects(starttls("smtp", broken, context), TypeError);
});

/** The script cut before each octet that the server says, in order. */
function octetsOf(script: Script): Script[] {
  return script.flatMap((item, index) => {
    if (typeof item !== "string" && !(item instanceof Uint8Array)) return [];
    const octets = typeof item === "string" ? new TextEncoder().encode(item) : item;
    return Array.from(octets, (_, count) => [
      ...script.slice(0, index),
      ...(count === 0 ? [] : [octets.subarray(0, count)]),
    ]);
  });
}

function join(first: string | Uint8Array, second: string): string | Uint8Array {
  return typeof first === "string"
    ? first + second
    : Uint8Array.of(...first, ...new TextEncoder().encode(second));
}

function withoutTime({ direction, text }: { direction: string; text: string }): object {
  return { direction, text };
}
