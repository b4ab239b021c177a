/** Servers that do not get along with the ordinary ClientHello: what is tried, what is found, and what it costs. */
import assert from "node:assert/strict";
import type { CheckOptions } from "../../src/check.ts";
import { concat, fromHex, Reader } from "../../src/bytes/mod.ts";
import { NetworkError } from "../../src/net/mod.ts";
import {
  AlertDescription,
  CipherSuite,
  ContentType,
  ExtensionType,
  NamedGroup,
  ProtocolVersion,
} from "../../src/registry/mod.ts";
import type { Finding, Report, Verdict } from "../../src/report/mod.ts";
import { type ClientHello, readClientHello, readHandshake } from "../../src/tls/message/mod.ts";
import { checkHere, statuses, stepOf, target } from "../check/support.ts";
import { MemoryRuntime, type Peer } from "../support/memory_runtime.ts";
import {
  afterDialogue,
  answering,
  closing,
  httpOk,
  inTurn,
  pickyServer,
  readToEnd,
  type Refusal,
  resetting,
  silent,
} from "../support/peers.ts";
import type { ServerScript } from "../support/scripted_server.ts";
import { serverCertificate } from "../support/scripted_server/certificates.ts";

const { TLS_1_0, TLS_1_2 } = ProtocolVersion;
const application = answering(httpOk);
const rsa = await serverCertificate("RSA-2048");

const has = ({ extensions }: ClientHello, type: number) => extensions.some((entry) => entry.type === type);
const unlessOffered = (suite: number) => ({ cipherSuites }: ClientHello) =>
  cipherSuites.includes(suite) ? null : AlertDescription.handshake_failure;

interface Case {
  readonly what: string;
  readonly refuse: (hello: ClientHello, size: number) => Refusal | null;
  readonly script?: Partial<ServerScript>;
  /** The variations tried, in order, the last of which is answered. */
  readonly tried: readonly Report["attempts"][number]["variation"][];
  readonly finding: string;
  readonly severity: readonly [web: Finding["severity"], other: Finding["severity"]];
  readonly verdict: readonly [web: Verdict, other: Verdict];
}

const web = { severity: ["high", "medium"], verdict: ["fail", "warn"] } as const;

const cases: readonly Case[] = [
  ...(["close", "reset", AlertDescription.decode_error, AlertDescription.illegal_parameter] as const).map((
    refusal,
  ): Case => ({
    what: `does not take more than one packet (${refusal})`,
    refuse: (_, size) => size > 1400 ? refusal : null,
    tried: ["ordinary", "one_packet"],
    finding: "tolerance.large_client_hello",
    ...web,
  })),
  {
    what: "does not take more than one packet, and says handshake_failure",
    refuse: (_, size) => size > 1400 ? AlertDescription.handshake_failure : null,
    tried: ["ordinary", "widest", "one_packet"],
    finding: "tolerance.large_client_hello",
    ...web,
  },
  ...(["close", AlertDescription.protocol_version, AlertDescription.unexpected_message] as const).map((
    refusal,
  ): Case => ({
    what: `does not take TLS 1.3 (${refusal})`,
    refuse: (hello) => has(hello, ExtensionType.supported_versions) ? refusal : null,
    script: { version: TLS_1_2 },
    tried: refusal === AlertDescription.protocol_version
      ? ["ordinary", "without_tls13"]
      : ["ordinary", "one_packet", "without_tls13"],
    finding: "tolerance.tls13",
    ...web,
  })),
  {
    what: "does not know the name",
    refuse: (hello) => has(hello, ExtensionType.server_name) ? AlertDescription.unrecognized_name : null,
    tried: ["ordinary", "without_server_name"],
    finding: "tolerance.server_name",
    ...web,
  },
  {
    what: "does not know the name, and says handshake_failure",
    refuse: (hello) => has(hello, ExtensionType.server_name) ? AlertDescription.handshake_failure : null,
    tried: ["ordinary", "widest", "one_packet", "without_tls13", "without_server_name"],
    finding: "tolerance.server_name",
    ...web,
  },
  {
    what: "speaks none of the application protocols",
    refuse: (hello) =>
      has(hello, ExtensionType.application_layer_protocol_negotiation)
        ? AlertDescription.no_application_protocol
        : null,
    tried: ["ordinary", "without_application_protocols"],
    finding: "tolerance.application_protocols",
    severity: ["high", "low"],
    verdict: ["fail", "pass"],
  },
  {
    what: "has DHE only",
    refuse: unlessOffered(CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384),
    script: {
      version: TLS_1_2,
      certificate: rsa,
      cipherSuite: CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384,
      group: NamedGroup.ffdhe2048,
    },
    tried: ["ordinary", "widest"],
    finding: "cipher_suite.not_in_browsers",
    ...web,
  },
  {
    what: "has 3DES only",
    refuse: unlessOffered(CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA),
    script: {
      version: TLS_1_2,
      certificate: rsa,
      cipherSuite: CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA,
    },
    tried: ["ordinary", "widest"],
    finding: "cipher_suite.not_in_browsers",
    ...web,
  },
  {
    what: "has TLS 1.0 only, and hangs up on extensions it does not know",
    refuse: ({ extensions }) => extensions.length > 1 ? "close" : null,
    script: {
      version: TLS_1_0,
      certificate: rsa,
      cipherSuite: CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
    },
    tried: ["ordinary", "one_packet", "without_tls13", "widest", "without_server_name", "oldest"],
    finding: "tolerance.extensions",
    ...web,
  },
];

for (const { what, refuse, script = {}, tried, finding, severity, verdict } of cases) {
  Deno.test(`a server that ${what} is handshaken with all the same, and told so`, async () => {
    for (const [index, input] of [target, `${target}:8443`].entries()) {
      const runtime = new MemoryRuntime({ peer: pickyServer(refuse, { application, ...script }) });
      const report = await checkHere(runtime, {}, input);
      assert.deepEqual(report.attempts.map(({ variation }) => variation), tried);
      assert.deepEqual(
        report.attempts.map(({ reached_server_hello }) => reached_server_hello),
        tried.map((_, at) => at === tried.length - 1),
      );
      assert.equal(statuses(report).replaceAll("pass", "."), ". . skipped . . . . . . . . .");
      const found = report.findings.find(({ id }) => id === finding);
      assert.equal(found?.severity, severity[index]);
      assert.ok(found!.detail.length > 0 && found!.remedy.length > 0);
      assert.equal(report.verdict, verdict[index], report.summary);
      assertPolite(runtime, tried.length);
    }
  });
}

Deno.test("a server that takes the ordinary ClientHello gets no other", async () => {
  const runtime = new MemoryRuntime({ peer: pickyServer(() => null, { application }) });
  const report = await checkHere(runtime);
  assert.deepEqual(report.attempts, [{ variation: "ordinary", reached_server_hello: true, error: null }]);
  assertPolite(runtime, 1);
});

Deno.test("a server that refuses everything is told of by its first word, within few connections", async (test) => {
  const refusals: readonly (readonly [string, Peer, number])[] = [
    ["handshake_failure", pickyServer(() => AlertDescription.handshake_failure), 7],
    ["unrecognized_name", pickyServer(() => AlertDescription.unrecognized_name), 2],
    ["internal_error", pickyServer(() => AlertDescription.internal_error), 5],
    ["an unknown alert", pickyServer(() => 199), 6],
    ["a closed connection", closing, 8],
    ["a reset", resetting, 8],
  ];
  for (const [what, peer, connections] of refusals) {
    await test.step(what, async () => {
      const runtime = new MemoryRuntime({ peer });
      const report = await checkHere(runtime);
      assert.equal(report.verdict, "fail");
      assert.equal(stepOf(report, "server_hello").status, "fail");
      assert.ok(report.attempts.every(({ reached_server_hello, error }) => !reached_server_hello && error));
      assert.deepEqual(stepOf(report, "server_hello").error, report.attempts[0]?.error);
      assert.deepEqual(report.findings, []);
      assert.match(report.messages[0]!.msg_type!.name!, /client_hello/);
      assertPolite(runtime, connections);
    });
  }
});

Deno.test("what says all there is to say is not asked again", async (test) => {
  const answers: readonly (readonly [string, Peer, CheckOptions?])[] = [
    ["silence", silent, { timeout: 0.2 }],
    ["something that is not TLS", async (stream) => {
      await stream.write(new TextEncoder().encode("SSH-2.0-x\r\n"));
      await readToEnd(stream);
    }],
    [
      "a handshake that ends later",
      pickyServer(() => null, {
        before: async (turn, server) => {
          if (turn !== "Certificate") return;
          await server.sendAlert(AlertDescription.handshake_failure);
          await server.close();
        },
      }),
    ],
  ];
  for (const [what, peer, options] of answers) {
    await test.step(what, async () => {
      const runtime = new MemoryRuntime({ peer });
      const report = await checkHere(runtime, options);
      assert.equal(report.attempts.length, 1);
      assertPolite(runtime, 1);
    });
  }
});

Deno.test("a server that has SSL 3.0 only is named", async () => {
  // A ServerHello of SSL 3.0 (RFC 6101 §5.6.1.3): version, random, no session, RC4 with SHA, no compression.
  const hello = fromHex(`02000026 0300 ${"11".repeat(32)} 00 0005 00`);
  const record = concat(fromHex("16 0300 002a"), hello);
  const runtime = new MemoryRuntime({
    peer: async (stream) => {
      await stream.read();
      await stream.write(record);
      await readToEnd(stream);
    },
  });
  const report = await checkHere(runtime);
  assert.equal(report.verdict, "fail");
  assert.equal(stepOf(report, "server_hello").error?.code, "unsupported_version");
  assert.match(report.summary, /SSL 3\.0/);
  assertPolite(runtime, 1);
});

/** Of SSL 2.0: hangs up on a TLS record, and answers its own CLIENT-HELLO with its own SERVER-HELLO. */
const ssl2Server: Peer = async (stream) => {
  const octets = await stream.read();
  if (octets === null) return;
  const [high, length, type, ...version] = octets.subarray(0, 5);
  if (high !== 0x80 || length !== octets.length - 2 || type !== 1 || version[1] !== 2) return stream.close();
  const specsLength = octets[5]! * 0x100 + octets[6]!;
  const challengeLength = octets[9]! * 0x100 + octets[10]!;
  assert.equal(specsLength % 3, 0);
  assert.equal(octets.length, 11 + specsLength + challengeLength);
  assert.ok(challengeLength >= 16 && challengeLength <= 32);
  await stream.write(fromHex("800b 04 00 01 0002 0000 0000 0000"));
  await readToEnd(stream);
};

Deno.test("a server that has SSL 2.0 only is named, and nothing is worse", async () => {
  const runtime = new MemoryRuntime({ peer: ssl2Server });
  const report = await checkHere(runtime);
  assert.equal(report.attempts.at(-1)?.variation, "ssl2");
  const [worst] = report.findings;
  assert.deepEqual([worst?.id, worst?.severity], ["protocol.only_ssl2", "critical"]);
  assert.equal(report.verdict, "fail");
  assert.match(report.summary, /SSL 2\.0/);
  assert.equal(stepOf(report, "server_hello").error?.code, "connection_closed");
  assertPolite(runtime, 8);
});

Deno.test("silence to SSL 2.0 costs a second at most", async () => {
  const startedMs = performance.now();
  const runtime = new MemoryRuntime({
    peer: async (stream, index) => {
      const octets = await stream.read();
      if (octets?.[0] === 0x80) await silent(stream, index);
      stream.close();
    },
  });
  const report = await checkHere(runtime, { timeout: 30 });
  assert.ok(performance.now() - startedMs < 10_000);
  assert.equal(stepOf(report, "server_hello").error?.code, "connection_closed");
  assert.deepEqual(report.findings, []);
});

Deno.test("suites that nobody completes are found last, and cost what they must", async (test) => {
  const suites = [
    [CipherSuite.TLS_RSA_WITH_RC4_128_SHA, "fail"],
    [CipherSuite.TLS_RSA_WITH_NULL_SHA, "fail"],
    [CipherSuite.TLS_RSA_EXPORT_WITH_RC4_40_MD5, "fail"],
    [CipherSuite.TLS_DH_anon_WITH_AES_128_CBC_SHA, "fail"],
    [CipherSuite.TLS_RSA_WITH_CAMELLIA_128_CBC_SHA, "unknown"],
    [CipherSuite.TLS_RSA_WITH_ARIA_128_GCM_SHA256, "unknown"],
  ] as const;
  for (const [cipherSuite, verdict] of suites) {
    await test.step(String(cipherSuite), async () => {
      const runtime = new MemoryRuntime({
        peer: pickyServer(unlessOffered(cipherSuite), { version: TLS_1_2, certificate: rsa, cipherSuite }),
      });
      const report = await checkHere(runtime);
      assert.equal(report.attempts.at(-1)?.variation, "only_weak");
      assert.equal(report.connection?.cipher_suite.value, cipherSuite);
      assert.equal(stepOf(report, "server_hello").status, "pass");
      assert.equal(report.verdict, verdict, report.summary);
      assertPolite(runtime, 7);
    });
  }
});

Deno.test("each ClientHello differs from the ordinary one as its name says, and no further", async () => {
  const hellos: { readonly hello: ClientHello; readonly size: number }[] = [];
  const peer: Peer = async (stream) => {
    const octets = await stream.read();
    stream.close();
    if (octets?.[0] !== ContentType.handshake) return;
    hellos.push({
      hello: readHandshake(new Reader(octets.subarray(5)), readClientHello),
      size: octets.length,
    });
  };
  const report = await checkHere(new MemoryRuntime({ peer }));
  assert.equal(hellos.length, report.attempts.length, "the last connection carried no ClientHello of TLS");
  const said = new Map(report.attempts.map(({ variation }, index) => [variation, hellos[index]!]));
  const [ordinary, onePacket, withoutTls13, widest, withoutServerName, oldest, onlyWeak] = [
    "ordinary",
    "one_packet",
    "without_tls13",
    "widest",
    "without_server_name",
    "oldest",
    "only_weak",
  ].map((variation) => said.get(variation as Report["attempts"][number]["variation"])!);

  const types = ({ hello }: typeof hellos[number]) =>
    hello.extensions.map(({ type }) => type).filter(isKnown);
  const suites = ({ hello }: typeof hellos[number]) => hello.cipherSuites.filter(isKnown);
  assert.ok(ordinary!.size > 1400);
  assert.ok(onePacket!.size <= 1400, `${onePacket!.size} octets fit one packet`);
  assert.deepEqual(types(onePacket!), types(ordinary!));
  assert.deepEqual(suites(onePacket!), suites(ordinary!));

  assert.ok(!types(withoutTls13!).includes(ExtensionType.supported_versions));
  assert.ok(!types(withoutTls13!).includes(ExtensionType.key_share));
  assert.deepEqual(withoutTls13!.hello.cipherSuites.filter((suite) => !isKnown(suite)), [], "no GREASE");
  assert.equal(withoutTls13!.hello.legacyVersion, TLS_1_2);
  assert.ok(types(withoutTls13!).includes(ExtensionType.server_name));

  for (const suite of suites(ordinary!)) assert.ok(suites(widest!).includes(suite));
  assert.ok(suites(widest!).includes(CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA));
  assert.ok(!suites(widest!).includes(CipherSuite.TLS_RSA_WITH_RC4_128_SHA));

  assert.deepEqual(
    types(withoutServerName!),
    types(ordinary!).filter((type) => type !== ExtensionType.server_name),
  );
  assert.equal(oldest!.hello.legacyVersion, TLS_1_0);
  assert.deepEqual(types(oldest!), [ExtensionType.server_name]);
  assert.ok(suites(onlyWeak!).includes(CipherSuite.TLS_RSA_WITH_RC4_128_SHA));
  for (const suite of suites(ordinary!)) assert.ok(!suites(onlyWeak!).includes(suite));
});

Deno.test("each further connection is upgraded first", async () => {
  const dialogue = ["220 mx ESMTP\r\n", "250-mx\r\n250 STARTTLS\r\n", "220 go ahead\r\n"] as const;
  const peer = afterDialogue(dialogue, pickyServer((_, size) => size > 1400 ? "close" : null));
  const runtime = new MemoryRuntime({ peer });
  const report = await checkHere(runtime, {}, `smtp://${target}`);
  assert.deepEqual(report.attempts.map(({ variation }) => variation), ["ordinary", "one_packet"]);
  assert.equal(report.verdict, "warn");
  assert.equal(stepOf(report, "starttls").status, "pass");
  assertPolite(runtime, 2);
});

Deno.test("where the second connection is not taken, the first is told of", async (test) => {
  class Once extends MemoryRuntime {
    override dial(...[address, port, deadline]: Parameters<MemoryRuntime["dial"]>) {
      if (this.dialled.length === 0) return super.dial(address, port, deadline);
      this.dialled.push("refused");
      return Promise.reject(new NetworkError("connection_refused", "Refused"));
    }
  }
  await test.step("refused", async () => {
    const report = await checkHere(new Once({ peer: closing }));
    assert.equal(stepOf(report, "tcp").status, "pass");
    assert.equal(stepOf(report, "server_hello").error?.code, "connection_closed");
    assert.equal(report.attempts.length, 1);
  });
  await test.step("silent, up to the one deadline", async () => {
    const startedMs = performance.now();
    const report = await checkHere(new MemoryRuntime({ peer: inTurn(closing, silent) }), { timeout: 0.5 });
    assert.ok(performance.now() - startedMs < 5000);
    assert.equal(stepOf(report, "server_hello").error?.code, "connection_closed");
    assert.equal(report.verdict, "fail");
  });
});

/** RFC 8701 §2: GREASE is 0x?A?A with both octets alike. */
function isKnown(value: number): boolean {
  return (value & 0x0f0f) !== 0x0a0a;
}

/** One connection at a time, all closed, and no more than these. */
function assertPolite(runtime: MemoryRuntime, connections: number): void {
  assert.equal(runtime.dialled.length, connections);
  assert.equal(new Set(runtime.dialled).size, 1, "all to the one address");
  assert.equal(runtime.mostOpen, 1);
  assert.equal(runtime.open, 0);
}
