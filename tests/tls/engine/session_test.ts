import assert from "node:assert/strict";
import { concat, fromHex } from "../../../src/bytes/mod.ts";
import { AlertDescription, AlertLevel, ContentType, HandshakeType } from "../../../src/registry/mod.ts";
import { encodeFinished, encodeHandshake, encodeKeyUpdate } from "../../../src/tls/message/mod.ts";
import { encodeRecord } from "../../../src/tls/record/mod.ts";
import { handshake, type Session, SessionError } from "../../../src/tls/mod.ts";
import { scriptedServer, type ServerConnection, type ServerScript } from "../../support/scripted_server.ts";
import {
  data,
  encodeCertificateRequest,
  encodeEmpty,
  encodeNewSessionTicket,
  type ExtensionInput,
  noData,
  serverShare,
  signatureAlgorithms,
} from "../../support/scripted_server/messages.ts";
import {
  alertNames,
  assertFailure,
  connect,
  type Expected,
  shake,
  testContext,
  testOffer,
  tls12,
  tls13,
} from "../support.ts";

const ping = new TextEncoder().encode("ping");

/** With the handshake done, the server does this; then it echoes. */
function afterwards(
  action: (server: ServerConnection) => Promise<void>,
  script: Partial<ServerScript> = {},
): Partial<ServerScript> {
  return {
    application: async (server) => {
      await action(server);
      await server.flush();
      await server.echo();
    },
    ...script,
  };
}

async function pingPong(session: Session): Promise<void> {
  await session.write(ping);
  assert.deepEqual(await session.read(), ping);
}

async function breaks(session: Session): Promise<SessionError> {
  try {
    while (await session.read() !== null);
  } catch (error) {
    assert(error instanceof SessionError);
    return error;
  }
  throw new Error("The session did not break");
}

/** The session opens, and reading from it ends in this way. */
async function refuseAfterwards(
  script: Partial<ServerScript>,
  expected: Omit<Expected, "step">,
): Promise<void> {
  let error: SessionError | null = null;
  const { log, server } = await shake(script, {
    use: async (session) => {
      error = await breaks(session);
      await assert.rejects(session.read(), error, "a broken session stays broken");
      await assert.rejects(session.write(ping), error);
    },
  });
  assert.equal(log.failure, null, "the handshake itself was complete");
  assertFailure(error!.failure, { step: "secure_channel", ...expected }, server);
}

const unexpected = { code: "unexpected_message", alert: "unexpected_message" } as const;
const illegal = { code: "illegal_parameter", alert: "illegal_parameter" } as const;
const malformed = { code: "malformed_message", alert: "decode_error" } as const;

for (const version of [tls12, tls13]) {
  const name = version === tls12 ? "TLS 1.2" : "TLS 1.3";

  Deno.test(`${name}: data of any length goes through in both directions`, async () => {
    const octets = crypto.getRandomValues(new Uint8Array(40_000));
    await connect({ version }, {
      use: async (session) => {
        await session.write(octets);
        let answer = new Uint8Array();
        while (answer.length < octets.length) answer = concat(answer, (await session.read())!);
        assert.deepEqual(answer, octets);
      },
    });
  });

  Deno.test(`${name}: close_notify goes both ways, and reading ends with null for good`, async () => {
    const { server } = await connect({ version }, {
      use: async (session) => {
        await session.closeWrite();
        assert.equal(await session.read(), null);
        assert.equal(await session.read(), null);
      },
    });
    assert.deepEqual(alertNames(server), ["close_notify"]);
    assert.equal(server.alerts[0]!.level, AlertLevel.warning);
  });

  Deno.test(`${name}: RFC 9846 §6.1: behind our close_notify nothing is written`, async () => {
    const { server } = await connect({ version }, {
      use: async (session) => {
        await session.closeWrite();
        await session.closeWrite();
        await assert.rejects(session.write(ping), TypeError);
        assert.equal(await session.read(), null, "reading goes on");
      },
    });
    assert.deepEqual(alertNames(server), ["close_notify"]);
    assert.equal(server.received.at(-1)!.contentType, ContentType.alert);
  });

  Deno.test(`${name}: RFC 9846 §6.1: a bare close of the connection is no end of the data`, async () => {
    await refuseAfterwards(
      { version, application: (server) => server.closeWrite() },
      { code: "connection_closed", alert: null },
    );
  });

  Deno.test(`${name}: a fatal alert ends the session`, async () => {
    await refuseAfterwards(
      afterwards((server) => server.sendAlert(AlertDescription.internal_error), { version }),
      { code: "alert_received", alert: null },
    );
  });

  Deno.test(`${name}: a record that does not decrypt ends the session`, async () => {
    const record = encodeRecord(ContentType.application_data, tls12, new Uint8Array(60));
    await refuseAfterwards(afterwards((server) => server.sendRaw(record), { version }), {
      code: "bad_record",
      alert: "bad_record_mac",
    });
  });

  Deno.test(`${name}: a handshake message that is none ends the session`, async () => {
    await refuseAfterwards(
      afterwards((server) => server.sendHandshake(encodeFinished(new Uint8Array(12))), { version }),
      unexpected,
    );
  });

  Deno.test(`${name}: a record of an unknown type ends the session`, async () => {
    await refuseAfterwards(
      afterwards((server) => server.send(ContentType.heartbeat, new Uint8Array(3)), { version }),
      unexpected,
    );
  });

  Deno.test(`${name}: user_canceled is followed by close_notify`, async () => {
    await connect(
      afterwards(async (server) => {
        await server.sendAlert(AlertDescription.user_canceled);
        await server.sendAlert(AlertDescription.close_notify);
      }, { version }),
      { use: async (session) => assert.equal(await session.read(), null) },
    );
  });
}

Deno.test("TLS 1.3: a ChangeCipherSpec after the handshake ends the session", async () => {
  await refuseAfterwards(
    afterwards((server) => server.sendPlainRecord(ContentType.change_cipher_spec, Uint8Array.of(1))),
    unexpected,
  );
});

Deno.test("TLS 1.3: a handshake message in the clear ends the session", async () => {
  await refuseAfterwards(
    afterwards((server) => server.sendPlainRecord(ContentType.handshake, encodeNewSessionTicket())),
    unexpected,
  );
});

for (
  const [level, description] of [[2, AlertDescription.internal_error], [1, AlertDescription.close_notify]]
) {
  Deno.test(`TLS 1.3: alert ${description} in the clear is nobody's word once the handshake is over`, async () => {
    await refuseAfterwards(
      afterwards((server) => server.sendPlainRecord(ContentType.alert, Uint8Array.of(level!, description!))),
      unexpected,
    );
  });
}

Deno.test("TLS 1.3: a level of warning does not make an error harmless", async () => {
  await refuseAfterwards(
    afterwards((server) => server.sendAlert(AlertDescription.unrecognized_name, AlertLevel.warning)),
    { code: "alert_received", alert: null },
  );
  await refuseAfterwards(afterwards((server) => server.sendAlert(200, AlertLevel.warning)), {
    code: "alert_received",
    alert: null,
  });
});

Deno.test("TLS 1.2: a warning is harmless, and several are", async () => {
  await connect(
    afterwards(async (server) => {
      for (let i = 0; i < 3; i++) {
        await server.sendAlert(AlertDescription.no_renegotiation, AlertLevel.warning);
      }
    }, { version: tls12 }),
    { use: pingPong },
  );
});

Deno.test("TLS 1.2: a HelloRequest is refused with a warning, and the session goes on", async () => {
  const { server } = await connect(
    afterwards((server) => server.sendHandshake(encodeEmpty(HandshakeType.hello_request)), {
      version: tls12,
    }),
    { use: pingPong },
  );
  assert.deepEqual(alertNames(server), ["no_renegotiation"]);
  assert.equal(server.alerts[0]!.level, AlertLevel.warning);
});

Deno.test("TLS 1.2: a HelloRequest that says something is malformed", async () => {
  await refuseAfterwards(
    afterwards((server) => server.sendHandshake(fromHex("000000 01 00")), { version: tls12 }),
    malformed,
  );
});

const ticket = (...extensions: readonly ExtensionInput[]) =>
  afterwards((server) => server.sendHandshake(encodeNewSessionTicket({ extensions })));

Deno.test("tickets are decoded and logged on the way to the data", async () => {
  const { log } = await connect({ tickets: 3 }, { use: pingPong });
  const received = log.messages.filter(({ msgType }) => msgType === HandshakeType.new_session_ticket);
  assert.equal(received.length, 3);
  assert(received.every(({ fields }) => fields.some(({ name }) => name === "ticket_lifetime")));
  assert(received.every(({ step, protection }) => step === "secure_channel" && protection === "application"));
});

Deno.test("RFC 9846 §4.7.1: unknown extensions of a ticket are ignored", async () => {
  await connect(ticket([0xeeee, new Uint8Array(2)], [42, data((writer) => writer.uint32(16384))]), {
    use: pingPong,
  });
});

const tickets:
  readonly (readonly [what: string, script: Partial<ServerScript>, expected: Omit<Expected, "step">])[] = [
    ["an extension twice", ticket([0xeeee, noData], [0xeeee, noData]), illegal],
    ["a known extension that belongs elsewhere", ticket(serverShare(29, new Uint8Array(32))), illegal],
    ["early_data without its size", ticket([42, noData]), malformed],
    [
      "no octets of ticket",
      afterwards((server) => server.sendHandshake(encodeNewSessionTicket({ ticket: noData }))),
      malformed,
    ],
    [
      "no end",
      afterwards((server) =>
        server.sendHandshake(
          encodeHandshake(4, (writer) => writer.opaque(encodeNewSessionTicket().subarray(4)).uint8(0)),
        )
      ),
      malformed,
    ],
  ];

for (const [what, script, expected] of tickets) {
  Deno.test(`a ticket with ${what} ends the session`, () => refuseAfterwards(script, expected));
}

Deno.test("RFC 9846 §4.7.3: after the server's KeyUpdate its data is read with the next keys", async () => {
  const { server } = await connect(
    afterwards(async (server) => {
      await server.updateKeys(0);
      await server.updateKeys(0);
    }),
    { use: pingPong },
  );
  const keyUpdates = server.received.filter(({ bytes }) => bytes[0] === HandshakeType.key_update);
  assert.equal(keyUpdates.length, 0, "nobody asked us to change ours");
});

Deno.test("RFC 9846 §4.7.3: asked to, the client changes its keys too, and says so first", async () => {
  const { server } = await connect({
    application: async (server) => {
      await server.updateKeys(1);
      await server.flush();
      const answer = await server.read();
      assert.deepEqual(answer!.bytes, encodeKeyUpdate(0));
      await server.clientUpdatedKeys();
      await server.send(ContentType.application_data, new TextEncoder().encode("go on"));
      await server.flush();
      await server.echo();
    },
  }, {
    use: async (session) => {
      assert.equal(new TextDecoder().decode((await session.read())!), "go on");
      await pingPong(session);
    },
  });
  assert.equal(server.received.filter(({ contentType }) => contentType === ContentType.handshake).length, 3);
});

Deno.test("RFC 9846 §4.7.3: the client can change its keys, and ask the server to change its own", async () => {
  const { log, server } = await connect({
    application: async (server) => {
      await server.read();
      await server.clientUpdatedKeys();
      await server.updateKeys(0);
      await server.echo();
    },
  }, {
    use: async (session) => {
      await session.updateKeys!();
      await pingPong(session);
      await pingPong(session);
    },
  });
  const ofKeys = log.messages.filter(({ msgType }) => msgType === HandshakeType.key_update);
  assert.deepEqual(ofKeys.map(({ direction }) => direction), ["sent", "received"]);
  assert.deepEqual(ofKeys.map(({ bytes }) => bytes), [encodeKeyUpdate(1), encodeKeyUpdate(0)]);
  assert(ofKeys.every(({ fields }) => fields.some(({ name }) => name === "request_update")));
  assert.deepEqual(server.alerts, []);
});

Deno.test("RFC 9846 §4.7.3: a server that never answers a KeyUpdate goes on with its old keys", async () => {
  const { log } = await connect({
    application: async (server) => {
      await server.read();
      await server.clientUpdatedKeys();
      await server.echo();
    },
  }, {
    use: async (session) => {
      await session.updateKeys!();
      await pingPong(session);
    },
  });
  assert.equal(log.messages.filter(({ msgType }) => msgType === HandshakeType.key_update).length, 1);
});

Deno.test("both sides may ask for new keys at the same time", async () => {
  await connect({
    application: async (server) => {
      await server.updateKeys(1);
      await server.flush();
      await server.read();
      await server.clientUpdatedKeys();
      await server.updateKeys(0);
      await server.flush();
      assert.deepEqual((await server.read())!.bytes, encodeKeyUpdate(0));
      await server.clientUpdatedKeys();
      await server.send(ContentType.application_data, ping);
      await server.flush();
      await server.echo();
    },
  }, {
    use: async (session) => {
      await session.updateKeys!();
      assert.deepEqual(await session.read(), ping);
      await pingPong(session);
    },
  });
});

Deno.test("RFC 9846 §6.1: behind our close_notify no KeyUpdate is sent", async () => {
  await connect({}, {
    use: async (session) => {
      await session.closeWrite();
      await assert.rejects(session.updateKeys!(), TypeError);
    },
  });
});

Deno.test("before TLS 1.3 there is no KeyUpdate", async () => {
  const { session } = await connect({ version: tls12 });
  assert.equal(session.updateKeys, null);
});

const keyUpdates:
  readonly (readonly [what: string, message: Uint8Array, expected: Omit<Expected, "step">])[] = [
    ["asks for something else", encodeKeyUpdate(2), illegal],
    ["says nothing", encodeEmpty(HandshakeType.key_update), malformed],
    ["says too much", fromHex("18000002 0000"), malformed],
    [
      "RFC 9846 §5.1: is not the last in its record",
      concat(encodeKeyUpdate(0), encodeNewSessionTicket()),
      unexpected,
    ],
  ];

for (const [what, message, expected] of keyUpdates) {
  Deno.test(`a KeyUpdate ends the session when it ${what}`, () =>
    refuseAfterwards(afterwards((server) => server.sendHandshake(message)), expected));
}

for (
  const [what, message] of [
    ["a CertificateRequest", encodeCertificateRequest(new Uint8Array(1), [signatureAlgorithms([0x0403])])],
    ["a ClientHello", encodeEmpty(HandshakeType.client_hello)],
    ["a ServerHello", encodeEmpty(HandshakeType.server_hello)],
    ["a HelloRequest", encodeEmpty(HandshakeType.hello_request)],
    ["a message that nobody knows", encodeEmpty(99)],
  ] as const
) {
  Deno.test(`TLS 1.3: ${what} after the handshake ends the session`, () =>
    refuseAfterwards(afterwards((server) => server.sendHandshake(message)), unexpected));
}

Deno.test("RFC 9846 §4.5.3: data that the server sends before it has our Finished is read all the same", async () => {
  await connect({
    before: (turn, server) =>
      turn === "ClientFlight" ? server.send(ContentType.application_data, ping) : undefined,
  }, { use: async (session) => assert.deepEqual(await session.read(), ping) });
});

for (
  const [what, script, use] of [
    ["our first data", afterwards(() => Promise.resolve()), pingPong],
    [
      "nothing, where the server speaks first",
      afterwards((server) => server.send(ContentType.application_data, ping)),
      async (session: Session) => {
        assert.deepEqual(await session.read(), ping);
      },
    ],
  ] as const
) {
  Deno.test(`our Finished of TLS 1.3 goes out in one write with ${what}`, async () => {
    const server = scriptedServer(script);
    let writes = 0;
    const { session } = await handshake(
      {
        read: () => server.stream.read(),
        write: (bytes) => {
          writes++;
          return server.stream.write(bytes);
        },
        closeWrite: () => server.stream.closeWrite(),
        close: () => server.stream.close(),
      },
      testOffer,
      testContext(),
    );
    assert.equal(writes, 1, "the ClientHello");
    await use(session!);
    assert.equal(writes, 2);
    server.stream.close();
    await server.done;
  });
}
