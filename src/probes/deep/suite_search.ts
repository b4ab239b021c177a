/**
 * The search for the cipher suites of one version. All of them are offered, then those that are left when the server
 * has chosen, until it refuses the rest: as many connections as it has suites, and a few more, however many there are.
 */
import { cipherSuites, ProtocolVersion, supportedGroups } from "../../registry/mod.ts";
import type { Failure, Offer, ServerAnswer } from "../../tls/mod.ts";
import { OTHER_VERSION } from "./believed.ts";
import type { Connections } from "./connections.ts";
import { eliminate, notOffered } from "./eliminate.ts";
import { finiteField } from "./finite_field.ts";
import { lessOfVersion, onlySsl3, onlyVersion, withSignal } from "./offers.ts";
import { type Facts, ProbeFailed } from "./probe.ts";
import { isAboutVersion, isAnswer, isCutOff } from "./refusal.ts";
import { isChaCha20, partsOf, suitesOf } from "./suites.ts";

type Version = Facts<"cipher_suites">["versions"][number];
export type Suite = Version["suites"][number];
type Order = Pick<Version, "preference" | "prioritizes_chacha20">;

interface Choice {
  readonly value: number;
  readonly suite: Suite;
}

/** Of all searches together. */
export interface Questions {
  left: number;
}

export class SuiteSearch {
  /** In the server's order, as far as it is known. */
  readonly found: Choice[] = [];
  readonly #version: number;
  readonly #connections: Connections;
  readonly #questions: Questions;
  /** Asked with in turn, until one finds anything. */
  readonly #offers: readonly Offer[];
  readonly #shorterOffers: readonly Offer[];
  #offer: Offer;
  #refusal: Failure | null = null;

  constructor(version: number, offer: Offer, connections: Connections, questions: Questions) {
    this.#version = version;
    this.#connections = connections;
    this.#questions = questions;
    this.#offers = offersOf(version, offer, onlyVersion(offer, version));
    this.#shorterOffers = offersOf(version, offer, lessOfVersion(offer, version));
    this.#offer = this.#offers[0]!;
  }

  /** Rejects with `ProbeFailed` when the server stops answering, or answers what cannot be; `found` stays. */
  async run(): Promise<Order> {
    for (const offer of this.#offers) {
      this.#offer = offer;
      await this.#find(suitesOf(this.#version));
      if (this.found.length > 0) return await this.#order();
    }
    for (const offer of this.#shorterOffers) {
      this.#offer = offer;
      await this.#findInParts();
      if (this.found.length > 0) return await this.#order();
    }
    throw new ProbeFailed(this.#refusal?.message ?? "The server chose no cipher suite");
  }

  /** For servers that cannot take a long list. */
  async #findInParts(): Promise<void> {
    let parts = 0;
    for (const part of partsOf(this.#version)) {
      const before = this.found.length;
      await this.#find(part);
      if (this.found.length > before) parts++;
    }
    if (parts < 2) return;
    await this.#sort();
  }

  /** What was found in several lists makes one that is short enough. */
  async #sort(): Promise<void> {
    const accepted = new Map(this.found.splice(0).map((choice) => [choice.value, choice]));
    try {
      await this.#find(suitesOf(this.#version).filter((suite) => accepted.has(suite)));
    } finally {
      for (const { value } of this.found) accepted.delete(value);
      this.found.push(...accepted.values());
    }
  }

  async #find(list: readonly number[]): Promise<void> {
    const choices = eliminate(list, cipherSuites, (left) => this.#choose(left));
    for await (const choice of choices) this.found.push(choice);
  }

  async #order(): Promise<Order> {
    const preference = await this.#preference();
    const values = this.found.map(({ value }) => value);
    const chaCha20 = values.filter(isChaCha20);
    if (preference !== "server" || chaCha20.length === 0 || isChaCha20(values[0]!)) {
      return { preference, prioritizes_chacha20: null };
    }
    const rest = values.filter((value) => !isChaCha20(value));
    const choice = await this.#chooseAgain([...chaCha20, ...rest]);
    return { preference, prioritizes_chacha20: isChaCha20(choice) };
  }

  /**
   * A server that chose otherwise than in the order offered has its own. Any other is asked once more with the list
   * turned round: but for ChaCha20-Poly1305, which some servers choose for being the client's first only.
   */
  async #preference(): Promise<Version["preference"]> {
    const values = this.found.map(({ value }) => value);
    const offered = suitesOf(this.#version).filter((suite) => values.includes(suite));
    const isOwn = offered.some((suite, place) => values[place] !== suite);
    const known = isOwn ? "server" : values.length === 1 ? "unknown" : null;
    // A server that ended the search with a word has not merely stopped answering.
    const isSure = this.#refusal === null || this.#refusal.code === "alert_received";
    if (known !== null && isSure) return known;
    const turned = turnedRound(values);
    const choice = await this.#chooseAgain(turned);
    return known ?? (choice === turned[0] ? "client" : "server");
  }

  /** Of suites that the server has chosen before. */
  async #chooseAgain(list: readonly number[]): Promise<number> {
    const choice = await this.#choose(list);
    if (choice === null) {
      throw new ProbeFailed("The server refused the cipher suites that it had chosen before");
    }
    if (!list.includes(choice.value)) throw notOffered(cipherSuites, choice.value);
    return choice.value;
  }

  async #choose(left: readonly number[]): Promise<Choice | null> {
    if (this.#questions.left === 0) {
      throw new ProbeFailed("The server accepts more cipher suites than are asked for");
    }
    this.#questions.left--;
    const suites = this.#version === ProtocolVersion.SSL_3_0 ? withSignal(left) : left;
    const answer = await this.#connections.ask(
      { ...this.#offer, cipherSuites: suites },
      "server_key_exchange",
    );
    if (answer.kind === "refused") {
      this.#refusal = answer.failure;
      if (isAboutVersion(answer.failure)) return this.#otherVersion();
      if (this.found.length > 0 && isCutOff(answer.failure) && this.#connections.endByChance) {
        throw new ProbeFailed(answer.failure.message);
      }
      // A list that is too long for a server may leave it speechless; one that is a suite shorter does not.
      if (isAnswer(answer.failure) || this.found.length === 0) return null;
      throw new ProbeFailed(answer.failure.message);
    }
    if (answer.protocolVersion !== this.#version) return this.#otherVersion();
    return { value: answer.serverHello.cipherSuite, suite: suiteOf(answer) };
  }

  /** It says nothing of the suites; without any, other words may help. */
  #otherVersion(): null {
    if (this.found.length > 0) throw new ProbeFailed(OTHER_VERSION);
    return null;
  }
}

/** RFC 9846 §4.3.8: without a share the server says what it would choose, and has no work with it. Not all of them do. */
function offersOf(version: number, offer: Offer, ordinary: Offer): Offer[] {
  if (version === ProtocolVersion.SSL_3_0) return [onlySsl3(offer), ordinary];
  return version >= ProtocolVersion.TLS_1_3 ? [{ ...ordinary, keyShares: [] }, ordinary] : [ordinary];
}

function turnedRound(suites: readonly number[]): number[] {
  const turned = suites.toReversed();
  const rest = turned.filter((suite) => !isChaCha20(suite));
  return rest.length < 2 ? turned : [...rest, ...turned.filter(isChaCha20)];
}

function suiteOf({ serverHello, serverKeyExchange, namedGroup }: ServerAnswer): Suite {
  const parameters = serverKeyExchange?.parameters;
  return {
    cipher_suite: cipherSuites.codePoint(serverHello.cipherSuite),
    named_group: namedGroup === null ? null : supportedGroups.codePoint(namedGroup),
    finite_field: parameters?.keyExchange === "DHE" ? finiteField(parameters) : null,
  };
}
