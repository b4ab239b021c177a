/** Reads a message, hands it to the state, carries out what the state yields; a failing peer becomes data. */
import type { ByteStream } from "../../net/mod.ts";
import { AlertDescription, ContentType, HandshakeType } from "../../registry/mod.ts";
import type { Failure, HandshakeStep } from "../failure.ts";
import { MAXIMUM_HELLO_REQUESTS } from "../limits.ts";
import { encodeAlert, readEmptyBody } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { Channel } from "./channel.ts";
import type { Read } from "./annotate.ts";
import type { HandshakeContext } from "./context.ts";
import { connectionClosed, failureOf } from "./failure_of.ts";
import type { IncomingMessage } from "./incoming_message.ts";
import { PeerAlerts } from "./peer_alerts.ts";
import type { Recorder } from "./recorder.ts";
import { type ConnectedState, isConnected, type Output, type State, type Transition } from "./state.ts";

export class Driver {
  readonly #context: HandshakeContext;
  readonly #channel: Channel;
  readonly #recorder: Recorder;
  readonly #alerts: PeerAlerts;
  #state: State | null = null;
  #helloRequests = 0;

  constructor(stream: ByteStream, context: HandshakeContext, recorder: Recorder) {
    this.#context = context;
    this.#channel = new Channel(stream, context, recorder);
    this.#recorder = recorder;
    this.#alerts = new PeerAlerts(recorder);
  }

  /** Runs the handshake to its end: the connected state, or `null` with the failure in the log. */
  async handshake(first: Transition): Promise<ConnectedState | null> {
    const result = await this.attempt(async () => {
      await this.begin(first);
      while (!isConnected(this.#state!)) await this.deliver(await this.next());
      return this.#state;
    });
    this.#recorder.end("failure" in result ? result.failure : null);
    return "failure" in result ? null : result.value;
  }

  /** The step that waits for the next message. */
  get step(): HandshakeStep {
    return this.#state!.step;
  }

  begin(first: Transition): Promise<void> {
    return this.#run(first);
  }

  /** The next message of the handshake. */
  async next(): Promise<IncomingMessage> {
    const message = await this.#channel.receive(this.#state!.step);
    if (message === null) throw connectionClosed(this.#channel);
    return message;
  }

  /** The next message after the handshake; `null` when the peer closed the TCP connection. */
  receive(): Promise<IncomingMessage | null> {
    return this.#channel.receive("secure_channel");
  }

  /** Gives a message to whoever it is for. Returns `closed` after close_notify. */
  async deliver(message: IncomingMessage): Promise<"open" | "closed"> {
    if (message.contentType === ContentType.alert) {
      return this.#alerts.receive(message, this.#state!.step, this.#channel.isTls13);
    }
    if (!this.#isIdleHelloRequest(message)) await this.#run(this.#state!.receive(message));
    return "open";
  }

  /** RFC 5246 §7.4.1.1: a HelloRequest in the middle of a handshake is ignored, and not part of the transcript. */
  #isIdleHelloRequest(message: IncomingMessage): boolean {
    if (message.msgType !== HandshakeType.hello_request || isConnected(this.#state!)) return false;
    if (this.#channel.isTls13) return false;
    message.decode(readEmptyBody);
    if (++this.#helloRequests > MAXIMUM_HELLO_REQUESTS) {
      throw new ProtocolError(
        "limit_exceeded",
        `The server sent more than ${MAXIMUM_HELLO_REQUESTS} HelloRequests`,
        {
          alert: AlertDescription.unexpected_message,
        },
      );
    }
    return true;
  }

  /** Of a connection in TLS 1.3. */
  async updateKeys(): Promise<void> {
    const state = this.#state!;
    if (isConnected(state) && state.updateKeys !== null) await this.#run(state.updateKeys());
  }

  flush(): Promise<void> {
    return this.#channel.flush();
  }

  async send(contentType: number, bytes: Uint8Array, read?: Read): Promise<void> {
    await this.#channel.send(contentType, bytes, "secure_channel", read);
    await this.#channel.flush();
  }

  /** `action`, or the failure it ended in; the peer has then been told. */
  async attempt<T>(action: () => Promise<T>): Promise<{ readonly value: T } | { readonly failure: Failure }> {
    try {
      return { value: await action() };
    } catch (error) {
      const failure = failureOf(error, this.#state?.step ?? "client_hello", this.#channel);
      if (failure.alertFrom === "us" && failure.alert !== null) {
        await this.#sendAlert(failure.alert, failure.step);
      }
      return { failure };
    }
  }

  async #run(transition: Transition): Promise<void> {
    let result = await transition.next();
    while (!result.done) {
      await this.#perform(result.value);
      result = await transition.next();
    }
    const wasConnected = this.#state !== null && isConnected(this.#state);
    this.#state = result.value;
    // What completes a handshake goes out with what is said next, or before anything is waited for.
    if (wasConnected || !isConnected(this.#state)) await this.#channel.flush();
  }

  async #perform(output: Output): Promise<void> {
    switch (output.kind) {
      case "send":
        return await this.#channel.send(output.contentType, output.bytes, output.step, output.read);
      case "settle":
        return this.#recorder.settle(output.evidence);
      case "certificate_request":
        this.#recorder.certificateRequest = output.certificateRequest;
        return;
      case "read_with":
        return this.#channel.readWith(output.protection, output.keys);
      case "write_with":
        return this.#channel.writeWith(output.protection, output.keys);
      case "limit_records":
        return this.#channel.limitRecords(output.limits);
      case "split_flight":
        return this.#channel.splitFlight(output.at);
      case "expect_change_cipher_spec":
        return this.#channel.expectChangeCipherSpec();
      case "secret":
        return this.#recorder.secret(output.label, output.secret);
      case "resumable":
        this.#context.onResumable?.(output.session);
        return;
    }
  }

  /** RFC 9846 §6.2: say why before hanging up; a peer that is gone need not hear it. */
  async #sendAlert(description: number, step: Failure["step"]): Promise<void> {
    try {
      await this.#channel.send(ContentType.alert, encodeAlert(description), step);
      await this.#channel.flush();
    } catch (error) {
      if (error instanceof ProtocolError) throw error;
    }
  }
}
