/** Step 9 as a whole: which protocol is spoken, what proves the channel, and what never does. */
import assert from "node:assert/strict";
import type { CheckOptions } from "../../../src/check.ts";
import { concat, fromHex } from "../../../src/bytes/mod.ts";
import { AlertDescription, ContentType, ProtocolVersion } from "../../../src/registry/mod.ts";
import type { Report } from "../../../src/report/mod.ts";
import { checkHere, factOf, stepOf, target } from "../../check/support.ts";
import { MemoryRuntime } from "../../support/memory_runtime.ts";
import { afterDialogue, answering, httpOk, tlsServer } from "../../support/peers.ts";
import type { ServerConnection, ServerScript } from "../../support/scripted_server.ts";

const { TLS_1_2, TLS_1_3 } = ProtocolVersion;
const versions = [TLS_1_2, TLS_1_3];
const inVersion = (version: number) => `in TLS 1.${(version & 0xf) - 1}`;

async function checkScript(script: Partial<ServerScript>, options: CheckOptions = {}, input = target) {
  const runtime = new MemoryRuntime({ peer: tlsServer(script) });
  const report = await checkHere(runtime, options, input);
  assert.equal(runtime.open, 0);
  await runtime.served();
  return report;
}

const channel = (report: Report) => stepOf(report, "secure_channel");
const channelFact = (report: Report, name: string) => factOf(report, "secure_channel", name);

/** Everything that the client says, until it is done. */
function hearing(then: (server: ServerConnection, heard: string) => Promise<void>) {
  let heard = "";
  return {
    heard: () => heard,
    application: async (server: ServerConnection) => {
      for (let message = await server.read(); message !== null; message = await server.read()) {
        if (message.contentType !== ContentType.application_data) continue;
        heard += new TextDecoder("latin1").decode(message.bytes);
        await then(server, heard);
        await server.flush();
      }
    },
  };
}

Deno.test("http/1.1 is asked once, by name, and what matters of its head is kept", async () => {
  const head = "HTTP/1.1 301 Moved Permanently\r\nServer: scripted\r\nX-Other: no\r\n" +
    'strict-transport-security: max-age=1\r\nAlt-Svc: h3=":443"\r\n\r\n';
  const { heard, application } = hearing((server) =>
    server.send(ContentType.application_data, new TextEncoder().encode(head))
  );
  const report = await checkScript({ application, applicationProtocol: "http/1.1" }, {}, `${target}:8443`);
  const [requestLine, ...fields] = heard().split("\r\n");
  assert.equal(requestLine, "GET / HTTP/1.1");
  assert.ok(fields.includes(`Host: ${target}:8443`));
  assert.ok(fields.includes("Connection: close"));
  assert.ok(fields.some((field) => /^User-Agent: tls-handshake-checker\/[0-9]/.test(field)));
  assert.equal(channelFact(report, "spoken"), "http/1.1");
  assert.equal(channelFact(report, "answer"), "HTTP 301 Moved Permanently");
  assert.equal(channelFact(report, "strict_transport_security"), "max-age=1");
  assert.equal(channelFact(report, "alt_svc"), 'h3=":443"');
  assert.equal(channelFact(report, "server"), "scripted");
  assert.equal(channelFact(report, "x_other"), null);
});

Deno.test("h2 begins with the preface, and ends when the server's SETTINGS are acknowledged", async () => {
  // RFC 9113 §4.1, §6.5: MAX_CONCURRENT_STREAMS 100 and an unknown setting.
  const settings = fromHex("00000c 04 00 00000000 0003 00000064 00ff 00000001");
  const { heard, application } = hearing(async (server, heard) => {
    if (heard.length < 40) await server.send(ContentType.application_data, settings);
  });
  const report = await checkScript({ application, applicationProtocol: "h2" });
  assert.equal(channelFact(report, "spoken"), "h2");
  assert.equal(channelFact(report, "answer"), "SETTINGS MAX_CONCURRENT_STREAMS=100, 255=1");
  const octets = Uint8Array.from(heard(), (character) => character.charCodeAt(0));
  const expected = concat(
    new TextEncoder().encode("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    fromHex("000000 04 00 00000000"), // our SETTINGS
    fromHex("000000 04 01 00000000"), // the acknowledgement of theirs
    fromHex("000008 07 00 00000000 00000000 00000000"), // GOAWAY, no error
  );
  assert.equal(octets.toHex(), expected.toHex());
});

Deno.test("a server that agreed on h2 and speaks otherwise is shown so", async () => {
  const application = answering("HTTP/1.1 400 Bad Request\r\n\r\n");
  const report = await checkScript({ application, applicationProtocol: "h2" });
  assert.equal(channelFact(report, "answer"), "data that is not HTTP/2 SETTINGS");
});

Deno.test("behind an upgrade the protocol itself is spoken, and bidden farewell", async () => {
  const { heard, application } = hearing(async (server, heard) => {
    if (!heard.includes("EHLO")) return;
    const reply = heard.includes("QUIT") ? "221 bye\r\n" : "250-mx\r\n250 SIZE\r\n";
    await server.send(ContentType.application_data, new TextEncoder().encode(reply));
  });
  const dialogue = ["220 mx ESMTP\r\n", "250-mx\r\n250 STARTTLS\r\n", "220 go ahead\r\n"] as const;
  const runtime = new MemoryRuntime({ peer: afterDialogue(dialogue, tlsServer({ application })) });
  const report = await checkHere(runtime, {}, `smtp://${target}`);
  await runtime.served();
  assert.equal(channelFact(report, "spoken"), "smtp");
  assert.equal(channelFact(report, "answer"), "250-mx; 250 SIZE");
  assert.match(heard(), /^EHLO [^\r]+\r\nQUIT\r\n$/);
});

Deno.test("with TLS from the first octet the server's greeting is waited for", async () => {
  const application = async (server: ServerConnection) => {
    await server.send(ContentType.application_data, new TextEncoder().encode("* OK ready\r\n"));
    await server.flush();
    await server.echo();
  };
  const report = await checkScript({ application }, {}, `imaps://${target}`);
  assert.equal(channelFact(report, "spoken"), "imap");
  assert.equal(channelFact(report, "answer"), "* OK ready");
});

Deno.test("what ALPN agreed on decides, and what we do not know is only listened to", async () => {
  const application = answering("* OK ready\r\n");
  const imap = await checkScript({ application, applicationProtocol: "imap" }, { alpn: ["imap"] });
  assert.equal(channelFact(imap, "spoken"), "imap");
  const unknown = await checkScript({ applicationProtocol: "acme-tls/1" }, { alpn: ["acme-tls/1"] });
  assert.match(channelFact(unknown, "spoken")!, /only listened/);
  const other = await checkScript({}, { alpn: [] }, `${target}:8443`);
  assert.match(channelFact(other, "spoken")!, /only listened/);
});

Deno.test("each proof is told for what it is", async (test) => {
  const proofs: readonly (readonly [string, Partial<ServerScript>, RegExp])[] = [
    ["data", { application: answering(httpOk) }, /application data/],
    ["a ticket", { tickets: 1, application: (server) => server.fallSilent() }, /session ticket/],
    ["a close_notify in return", { application: farewellOnly }, /close_notify/],
    [
      "TLS 1.2's own Finished",
      { version: TLS_1_2, application: (server) => server.fallSilent() },
      /Finished/,
    ],
    ["a ticket of TLS 1.2, which comes before the keys do", {
      version: TLS_1_2,
      tickets: 1,
      application: (server) => server.fallSilent(),
    }, /Finished/],
  ];
  for (const [what, script, expected] of proofs) {
    await test.step(what, async () => {
      const report = await checkScript(script);
      assert.equal(channel(report).status, "pass");
      assert.match(channelFact(report, "proof")!, expected);
      assert.equal(report.verdict, "pass");
    });
  }
});

Deno.test("a server of TLS 1.3 that never says a word proves nothing, and costs a second at most", async () => {
  const report = await checkScript({ application: (server) => server.fallSilent() });
  const { status, facts, duration_ms } = channel(report);
  assert.equal(status, "skipped");
  assert.equal(facts[0]?.name, "skipped");
  assert.equal(channelFact(report, "proof"), "nothing came back");
  assert.ok(duration_ms! >= 900 && duration_ms! < 2500, `${duration_ms} ms`);
});

Deno.test("a deadline shorter than a second is kept here too", async () => {
  const startedMs = performance.now();
  const report = await checkScript({ application: (server) => server.fallSilent() }, { timeout: 0.3 });
  assert.ok(performance.now() - startedMs < 900);
  assert.notEqual(channel(report).status, "pass");
});

Deno.test("no alert but close_notify is a pass, whatever came before it", async (test) => {
  const refusals = [
    AlertDescription.internal_error,
    AlertDescription.bad_certificate,
    AlertDescription.access_denied,
    AlertDescription.certificate_required,
    200,
  ];
  for (const version of versions) {
    for (const description of refusals) {
      await test.step(`${description} ${inVersion(version)}`, async () => {
        const report = await checkScript({
          version,
          application: async (server) => {
            await server.sendAlert(description);
            await server.close();
          },
        });
        assert.equal(channel(report).status, "fail");
        assert.equal(channel(report).error?.code, "alert_received");
        assert.equal(channel(report).error?.alert?.value, description);
        assert.equal(channelFact(report, "proof"), null, "a failed channel is proven by nothing");
        assert.equal(report.verdict, "fail");
      });
    }

    await test.step(`behind a ticket or data ${inVersion(version)}`, async () => {
      const report = await checkScript({
        version,
        tickets: 1,
        application: async (server) => {
          await server.send(ContentType.application_data, new TextEncoder().encode("HTTP/1.1"));
          await server.sendAlert(AlertDescription.internal_error);
          await server.close();
        },
      });
      assert.equal(channel(report).status, "fail");
      assert.equal(channelFact(report, "proof"), null);
    });
  }
});

Deno.test("a connection that is cut is a pass only where something was decrypted", async (test) => {
  const cut = (server: ServerConnection) => server.close();
  await test.step("with the answer there, the cut is rude", async () => {
    for (const version of versions) {
      const report = await checkScript({
        version,
        application: async (server) => {
          await server.send(ContentType.application_data, new TextEncoder().encode(httpOk));
          await server.close();
        },
      });
      assert.equal(channel(report).status, "pass");
      assert.equal(channelFact(report, "answer"), "HTTP 200 OK");
    }
  });
  await test.step("without a word of TLS 1.3, it is a failure", async () => {
    const report = await checkScript({ application: cut });
    assert.equal(channel(report).error?.code, "connection_closed");
    assert.equal(report.verdict, "fail");
  });
  await test.step("behind the Finished of TLS 1.2, the keys are proven", async () => {
    const report = await checkScript({ version: TLS_1_2, application: cut });
    assert.equal(channel(report).status, "pass");
    assert.match(channelFact(report, "proof")!, /Finished/);
  });
});

Deno.test("a record that does not decrypt is a failure, whatever came before it", async () => {
  for (const version of versions) {
    const report = await checkScript({
      version,
      tickets: 1,
      application: async (server) => {
        await server.sendRaw(fromHex("170303 0020" + "00".repeat(32)));
        await server.fallSilent();
      },
    });
    assert.equal(channel(report).error?.code, "bad_record");
    assert.equal(channelFact(report, "proof"), null);
  }
});

Deno.test("endless data is read to a bound and no further", async () => {
  const kilobytes = 1024;
  let sent = 0;
  const report = await checkScript({
    application: async (server) => {
      await server.read();
      const line = new TextEncoder().encode("x".repeat(kilobytes));
      for (; sent < 1000; sent++) {
        await server.send(ContentType.application_data, line);
        await server.flush();
      }
    },
  });
  assert.equal(channel(report).status, "pass");
  assert.equal(channelFact(report, "answer"), "data that is not HTTP");
  assert.ok(parseInt(channelFact(report, "received")!) <= 17 * kilobytes);
});

async function farewellOnly(server: ServerConnection): Promise<void> {
  let message = await server.read();
  while (message !== null && message.contentType !== ContentType.alert) message = await server.read();
  await server.sendAlert(AlertDescription.close_notify);
  await server.flush();
}
