/** A bug of ours, wherever it strikes, ends in a report that says so, and hides nothing that was seen before. */
import assert from "node:assert/strict";
import type { CheckOptions } from "../../src/check.ts";
import { type ByteStream, type Deadline, type NativeOutcome, NetworkError } from "../../src/net/mod.ts";
import type { StepId } from "../../src/report/mod.ts";
import { MemoryRuntime, type MemoryRuntimeOptions } from "../support/memory_runtime.ts";
import { answering, closing, httpOk, tlsServer } from "../support/peers.ts";
import { validAt } from "../support/scripted_server/certificates.ts";
import { assertContract, checkHere, eventsOf, statuses, stepOf, target, throughCommand } from "./support.ts";

const bug = new TypeError("x is not a function");
const server: MemoryRuntimeOptions = { peer: tlsServer({ application: answering(httpOk) }) };

/** Gives out streams that throw at the `count`th call of one of their methods. */
class BrokenStreams extends MemoryRuntime {
  readonly #method: "read" | "write";
  #left: number;

  constructor(method: "read" | "write", count: number) {
    super(server);
    this.#method = method;
    this.#left = count;
  }

  override async dial(address: string, port: number, deadline: Deadline): Promise<ByteStream> {
    const stream = await super.dial(address, port, deadline);
    const call = <T>(method: "read" | "write", action: () => Promise<T>): Promise<T> => {
      if (method === this.#method && --this.#left < 0) throw bug;
      return action();
    };
    return {
      read: () => call("read", () => stream.read()),
      write: (bytes) => call("write", () => stream.write(bytes)),
      closeWrite: () => stream.closeWrite(),
      close: () => stream.close(),
    };
  }
}

/** Its wall clock works `count` times: at the start of a check, and when certificates are judged. */
class BrokenClock extends MemoryRuntime {
  override readonly clock;

  constructor(count: number, options: MemoryRuntimeOptions) {
    super(options);
    let left = count;
    this.clock = {
      now: () => {
        if (--left < 0) throw bug;
        return validAt;
      },
      monotonic: () => performance.now(),
    };
  }
}

/** Its own handshake ends in nothing at all. */
class BrokenWitness extends MemoryRuntime {
  override native(): Promise<NativeOutcome> {
    return Promise.resolve(null as unknown as NativeOutcome);
  }
}

interface Case {
  readonly where: string;
  readonly runtime: () => MemoryRuntime;
  readonly step: StepId;
  readonly options?: CheckOptions;
  readonly input?: string;
}

const cases: readonly Case[] = [
  { where: "the resolver", runtime: () => new MemoryRuntime({ resolve: bug }), step: "dns" },
  { where: "dialling", runtime: () => new MemoryRuntime({ dialError: bug }), step: "tcp" },
  {
    where: "the first read of an upgrade",
    runtime: () => new BrokenStreams("read", 0),
    step: "starttls",
    input: `imap://${target}`,
  },
  { where: "the first write", runtime: () => new BrokenStreams("write", 0), step: "server_hello" },
  { where: "the first read", runtime: () => new BrokenStreams("read", 0), step: "server_hello" },
  {
    where: "a write behind the handshake",
    runtime: () => new BrokenStreams("write", 2),
    step: "secure_channel",
  },
  { where: "judging certificates", runtime: () => new BrokenClock(1, server), step: "authentication" },
];

for (const { where, runtime, step, options, input } of cases) {
  Deno.test(`a bug in ${where} is an error of its step, and nobody else's fault`, async () => {
    const report = await checkHere(runtime(), options, input);
    assert.equal(report.verdict, "unknown");
    const failed = report.steps.filter(({ status }) => status === "fail");
    assert.deepEqual(failed.map(({ id }) => id), [step]);
    const { code, fault, message, hint } = failed[0]!.error!;
    assert.deepEqual([code, fault], ["internal", "us"]);
    assert.match(message, /TypeError: x is not a function/);
    assert.ok(hint);

    const { status } = await throughCommand(runtime(), [], input);
    assert.equal(status, 3);
    const events = await eventsOf(runtime(), options, input);
    assert.equal(events.filter(({ type }) => type === "step").length, 12);
    assert.equal(events.at(-1)?.type, "report");
  });
}

Deno.test("a bug where certificates are judged hides nothing of the handshake", async () => {
  const report = await checkHere(new BrokenClock(1, server));
  assert.equal(statuses(report).replaceAll("pass", "."), ". . skipped . . fail . . . . . .");
  assert.equal(report.connection?.protocol_version.name, "TLS 1.3");
  assert.equal(report.chain, null);
});

Deno.test("a bug in the runtime's own handshake is a witness without a word", async () => {
  const report = await checkHere(new MemoryRuntime({ ...server, native: bug }));
  assert.equal(report.verdict, "pass");
  assert.equal(report.native?.outcome, "not_available");
  assert.match(report.native.error ?? "", /TypeError/);
});

Deno.test("a bug in the runtime's own handshake where it stands in leaves it unknown", async () => {
  const dialError = new NetworkError("unreachable_from_vantage", "Not from here");
  const report = await checkHere(new MemoryRuntime({ dialError, native: bug }));
  assert.equal(report.verdict, "unknown");
  assert.equal(stepOf(report, "tcp").error?.code, "unreachable_from_vantage");
});

Deno.test("a bug where the second connection is made is a report too", async () => {
  class SecondDial extends MemoryRuntime {
    override dial(address: string, port: number, deadline: Deadline): Promise<ByteStream> {
      if (this.dialled.length > 0) return Promise.reject(bug);
      return super.dial(address, port, deadline);
    }
  }
  const runtime = new SecondDial({ peer: closing });
  const report = await checkHere(runtime);
  assert.equal(report.verdict, "unknown");
  assert.ok(report.steps.some(({ error }) => error?.code === "internal"));
  assert.equal(runtime.open, 0);
});

Deno.test("a bug behind the last step leaves the steps that were told as they were", async () => {
  const events = await eventsOf(new BrokenWitness(server));
  const told = events.flatMap((event) => event.type === "step" ? [event.step] : []);
  assert.deepEqual(
    told.map(({ status }) => status).join(" ").replaceAll("pass", "."),
    `. . skipped ${". ".repeat(8)}fail`,
  );
  assert.equal(told.at(-1)?.id, "secure_channel");
  assert.equal(told.at(-1)?.error?.code, "internal");
  const last = events.at(-1);
  assert.equal(last?.type, "report");
  assertContract(last.report);
  assert.equal(last.report.verdict, "unknown");
});

Deno.test("each step is told once, whatever a bug cuts short", async () => {
  for (const runtime of [new BrokenStreams("read", 1), new BrokenStreams("write", 3)]) {
    const events = await eventsOf(runtime);
    const told = events.flatMap((event) => event.type === "step" ? [event.step] : []);
    assert.equal(new Set(told.map(({ id }) => id)).size, 12);
    const last = events.at(-1);
    assert.equal(last?.type, "report");
    assertContract(last.report);
    for (const step of told) assert.deepEqual(step, last.report.steps.find(({ id }) => id === step.id));
  }
});
