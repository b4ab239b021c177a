/** The words of the ladder and of the timings. */
import type { Message } from "../../src/report/mod.ts";

export const ladder = {
  heading: "The conversation",
  about: "Time runs down. Every arrow is a message, drawn when it left or came.",
  client: "Client",
  server: "Server",
  title: (host: string, version: string | null) =>
    version === null ? `Messages between client and ${host}` : `${version} between client and ${host}`,
  description: (messages: number, words: string) =>
    `A ladder diagram of ${messages} messages. ${words}. Each message is listed after the drawing.`,
  band: {
    tcp: (number: number) => `Round trip ${number} · TCP`,
    handshake: (number: number) => `Round trip ${number} · handshake`,
    data: (number: number) => `Round trip ${number} · data`,
    closing: () => "Closing",
    unanswered: () => "Without an answer",
  },
  legend: "What protects each message",
  protection: {
    none: "In the clear: anyone on the way can read it",
    handshake: "Handshake keys: only the two sides can read it",
    application: "Application keys: the final keys of the connection",
  } satisfies Record<Message["protection"], string>,
  item: (direction: string, name: string, protection: string, time: string) =>
    `${direction} ${name}, ${protection.toLowerCase()}, at ${time}`,
  count: (count: number) => count > 1 ? ` \u00d7 ${count}` : "",
  beyond: (count: number) => `${count} more ${count === 1 ? "message" : "messages"} in the JSON`,
  roundTrips({ tcp, handshake, data }: { tcp: number; handshake: number; data: number }): string {
    const parts = [
      tcp > 0 ? `${tcp} for TCP` : "",
      handshake > 0 ? `${handshake} for the handshake` : "",
      data > 0 ? `${data} for data` : "",
    ].filter(Boolean);
    const all = tcp + handshake + data;
    return `${all} round ${all === 1 ? "trip" : "trips"}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
  },
};

export const timings = {
  heading: "Time",
  phases: { dns: "DNS", tcp: "TCP", starttls: "STARTTLS" },
  /** A flight by its first and last message. */
  flight: (names: readonly string[]) =>
    names.length > 1 ? `${names[0]} \u2026 ${names.at(-1)}` : names[0] ?? "",
  own: "This side at work",
  waiting: "Waiting for the other side",
  beyond: (count: number) => `${count} more flights`,
  total: "Up to the verdict",
};
