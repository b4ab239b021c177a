/** One connection of a scripted server: reads what the client says, and sends whatever it is told to. */
import { concat, Reader } from "../../../src/bytes/mod.ts";
import type { ByteStream } from "../../../src/net/mod.ts";
import { AlertDescription, ContentType, HandshakeType, ProtocolVersion } from "../../../src/registry/mod.ts";
import type { Tls13Suite } from "../../../src/tls/cipher_suite.ts";
import {
  type Alert,
  CHANGE_CIPHER_SPEC,
  encodeAlert,
  encodeKeyUpdate,
  readAlert,
} from "../../../src/tls/message/mod.ts";
import { nextTrafficSecret, type TrafficSecrets } from "../../../src/tls/tls13/key_schedule.ts";
import { trafficKeys } from "../../../src/tls/tls13/traffic_keys.ts";
import {
  Deframer,
  encodeRecord,
  HandshakeJoiner,
  type OpenedRecord,
  plaintext,
  type RecordProtection,
  type TlsRecord,
} from "../../../src/tls/record/mod.ts";
import { ProtocolError } from "../../../src/tls/protocol_error.ts";
import { Transcript } from "../../../src/tls/engine/transcript.ts";
import type { ServerScript, Turn } from "./script.ts";

export interface ReceivedMessage {
  readonly contentType: number;
  readonly bytes: Uint8Array;
}

export interface ServerSecrets extends TrafficSecrets {
  readonly suite: Tls13Suite;
}

/** Ends a script early: nothing that would have followed is sent. */
export class ScriptEnd extends Error {
  override readonly name = "ScriptEnd";
}

export class ServerConnection {
  readonly transcript = new Transcript();
  /** Every message of the client, decrypted, in order. */
  readonly received: ReceivedMessage[] = [];
  /** Read keys to take at the client's Finished (TLS 1.3) or ChangeCipherSpec (older). */
  nextReadKeys: RecordProtection | null = null;
  /** TLS 1.3, while early data is passed over: makes the keys anew, to try them on the next record. */
  keysBehindEarlyData: (() => Promise<RecordProtection>) | null = null;
  /** TLS 1.3, after the handshake: what KeyUpdate goes on from. */
  secrets: ServerSecrets | null = null;
  readonly #stream: ByteStream;
  readonly #script: ServerScript;
  readonly #deframer = new Deframer();
  readonly #joiner = new HandshakeJoiner();
  #read: RecordProtection = plaintext(ProtocolVersion.TLS_1_2);
  #write: RecordProtection = plaintext(ProtocolVersion.TLS_1_2);
  #handshake: Uint8Array[] = [];
  #records: Uint8Array[] = [];
  #recordCount = 0;
  #pads = false;
  #open = true;

  constructor(stream: ByteStream, script: ServerScript) {
    this.#stream = stream;
    this.#script = script;
  }

  get script(): ServerScript {
    return this.#script;
  }

  /** The alerts that the client has sent. */
  get alerts(): Alert[] {
    return this.received.filter(({ contentType }) => contentType === ContentType.alert)
      .map(({ bytes }) => readAlert(new Reader(bytes)));
  }

  readWith(keys: RecordProtection): void {
    this.#read = keys;
  }

  /** From the next record on; what is waiting goes out under the keys before. */
  async writeWith(keys: RecordProtection): Promise<void> {
    await this.#sealHandshake();
    this.#write = keys;
    this.#pads = this.#script.paddingLength > 0;
  }

  /** A handshake message in its turn: altered as the script says, hashed, and queued. */
  async say(turn: Turn, message: Uint8Array): Promise<void> {
    await this.#script.before(turn, this);
    const altered = await this.#script.alter(turn, message, this);
    const messages = altered === null ? [] : altered instanceof Uint8Array ? [altered] : altered;
    for (const each of messages) {
      this.transcript.add(each);
      await this.sendHandshake(each);
    }
    await this.#script.after(turn, this);
  }

  /** A handshake message out of turn, not hashed. */
  async sendHandshake(message: Uint8Array): Promise<void> {
    this.#handshake.push(message);
    if (!this.#script.coalesce) await this.#sealHandshake();
  }

  /** Content of any type, in records as long as the script wants them. */
  async send(contentType: number, content: Uint8Array): Promise<void> {
    await this.#sealHandshake();
    await this.#seal(contentType, content);
  }

  /** ChangeCipherSpec in its turn. */
  async sayChangeCipherSpec(): Promise<void> {
    await this.#script.before("ChangeCipherSpec", this);
    const altered = await this.#script.alter("ChangeCipherSpec", CHANGE_CIPHER_SPEC, this);
    const contents = altered === null ? [] : altered instanceof Uint8Array ? [altered] : altered;
    for (const content of contents) await this.send(ContentType.change_cipher_spec, content);
    await this.#script.after("ChangeCipherSpec", this);
  }

  async sendAlert(description: number, level?: number): Promise<void> {
    const alert = encodeAlert(description);
    if (level !== undefined) alert[0] = level;
    await this.send(ContentType.alert, alert);
  }

  /** A record in the clear, whatever the keys are. */
  async sendPlainRecord(contentType: number, content: Uint8Array): Promise<void> {
    await this.sendRaw(encodeRecord(contentType, ProtocolVersion.TLS_1_2, content));
  }

  /** TLS 1.3: a whole TLSInnerPlaintext, content type and padding included, under the present keys. */
  async sendInner(inner: Uint8Array): Promise<void> {
    await this.#sealHandshake();
    this.#records.push(await this.#write.seal(inner.at(-1)!, inner.subarray(0, -1)));
  }

  /** Octets as they are. */
  async sendRaw(octets: Uint8Array): Promise<void> {
    await this.#sealHandshake();
    this.#records.push(octets);
  }

  async flush(): Promise<void> {
    await this.#sealHandshake();
    const octets = concat(...this.#records);
    this.#records = [];
    if (octets.length > 0 && this.#open) await this.#stream.write(octets);
  }

  /** Closes the connection here and now, without close_notify, behind what was sent. */
  async close(): Promise<never> {
    await this.flush();
    this.#open = false;
    this.#stream.close();
    throw new ScriptEnd("The script closes the connection");
  }

  /** Closes our side alone, behind what was sent. */
  async closeWrite(): Promise<never> {
    await this.flush();
    await this.#stream.closeWrite();
    throw new ScriptEnd("The script closes its side");
  }

  /** Sends nothing more, and goes on reading. */
  async fallSilent(): Promise<never> {
    await this.flush();
    throw new ScriptEnd("The script falls silent");
  }

  /** The next message of the client; `null` when it has closed its side. */
  async read(): Promise<ReceivedMessage | null> {
    while (true) {
      const joined = this.#joiner.next();
      if (joined) return this.#receive({ contentType: ContentType.handshake, bytes: joined });
      const record = this.#deframer.next();
      if (record === null) {
        const octets = await this.#stream.read();
        if (octets === null) return null;
        this.#deframer.push(octets);
        continue;
      }
      const opened = await this.#openOrSkip(record);
      if (opened === null) continue;
      const { contentType, fragment } = opened;
      if (contentType === ContentType.handshake) this.#joiner.push(fragment);
      else return this.#receive({ contentType, bytes: fragment });
    }
  }

  /** The next message that is not a ChangeCipherSpec, which must be this handshake message. */
  async expect(msgType: number): Promise<Uint8Array> {
    while (true) {
      const message = await this.read();
      if (message === null) throw new ScriptEnd("The client closed the connection");
      if (message.contentType === ContentType.change_cipher_spec) continue;
      if (message.contentType === ContentType.alert) throw new ScriptEnd("The client sent an alert");
      if (message.bytes[0] === msgType && message.contentType === ContentType.handshake) return message.bytes;
      throw new ScriptEnd(`The client sent message ${message.bytes[0]} where ${msgType} was to come`);
    }
  }

  /** Reads until the client closes or sends what cannot be read. */
  async drain(): Promise<void> {
    try {
      while (this.#open && await this.read() !== null);
    } catch (error) {
      // What a client says after a script has gone wrong need not be readable.
      if (!(error instanceof Error)) throw error;
    }
  }

  /** Answers application data with the same, and close_notify with close_notify. */
  async echo(): Promise<void> {
    for (let message = await this.read(); message !== null; message = await this.read()) {
      if (message.contentType === ContentType.application_data) {
        await this.send(ContentType.application_data, message.bytes);
      } else if (message.contentType === ContentType.alert) {
        await this.sendAlert(AlertDescription.close_notify);
      }
      await this.flush();
    }
  }

  /** Says KeyUpdate and goes on with the next keys, RFC 9846 §4.7.3. */
  async updateKeys(requestUpdate: number): Promise<void> {
    const { suite, client, server } = this.secrets!;
    await this.sendHandshake(encodeKeyUpdate(requestUpdate));
    const next = await nextTrafficSecret(suite.hash, server);
    await this.writeWith(await trafficKeys(suite, next));
    this.secrets = { suite, client, server: next };
  }

  /** Reads on with the client's next keys, once its KeyUpdate has come. */
  async clientUpdatedKeys(): Promise<void> {
    const { suite, client, server } = this.secrets!;
    const next = await nextTrafficSecret(suite.hash, client);
    this.readWith(await trafficKeys(suite, next));
    this.secrets = { suite, client: next, server };
  }

  /** RFC 9846 §4.3.10: early data that is rejected is what does not decrypt, before anything does. */
  async #openOrSkip(record: TlsRecord): Promise<OpenedRecord | null> {
    const keys = this.keysBehindEarlyData;
    if (keys === null) return await this.#read.open(record);
    try {
      const opened = await this.#read.open(record);
      if (opened.contentType !== ContentType.change_cipher_spec) this.keysBehindEarlyData = null;
      return opened;
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#read = await keys();
      return null;
    }
  }

  #receive(message: ReceivedMessage): ReceivedMessage {
    this.received.push(message);
    const isFinished = message.contentType === ContentType.handshake &&
      message.bytes[0] === HandshakeType.finished;
    const switches = this.#script.version >= ProtocolVersion.TLS_1_3
      ? isFinished
      : message.contentType === ContentType.change_cipher_spec;
    if (switches && this.nextReadKeys !== null) {
      this.#read = this.nextReadKeys;
      this.nextReadKeys = null;
    }
    return message;
  }

  async #sealHandshake(): Promise<void> {
    const messages = this.#handshake;
    this.#handshake = [];
    if (messages.length > 0) await this.#seal(ContentType.handshake, concat(...messages));
  }

  async #seal(contentType: number, content: Uint8Array): Promise<void> {
    const { recordSize } = this.#script;
    for (let offset = 0; offset === 0 || offset < content.length; offset += recordSize) {
      const record = await this.#sealRecord(contentType, content.subarray(offset, offset + recordSize));
      const altered = this.#script.alterRecord(record, this.#recordCount++);
      if (altered !== null) this.#records.push(...altered instanceof Uint8Array ? [altered] : altered);
    }
  }

  /** RFC 9846 §5.4: zeros behind the content type, of which the last stands where it does without padding. */
  #sealRecord(contentType: number, content: Uint8Array): Promise<Uint8Array> {
    if (!this.#pads || contentType === ContentType.change_cipher_spec) {
      return this.#write.seal(contentType, content);
    }
    const zeros = new Uint8Array(this.#script.paddingLength - 1);
    return this.#write.seal(0, concat(content, new Uint8Array([contentType]), zeros));
  }
}
