/** The words around what a deep check found out. */
import type { Grade } from "../../src/report/mod.ts";

const outcome = (met: boolean | null) => met === null ? "not all of it is known" : met ? "met" : "not met";

export const deep = {
  look: "Look deeper",
  heading: "What the server does for others",
  about: (connections: number) => `Asked over ${connections} further connections, four at once at most.`,
  notLearnt: "Not learnt",
  grade: "Grade",
  noLetter: "None",
  tooLittle: "Too little was learnt for a letter by SSL Labs' guide",
  ifTrusted: (letter: string) => `${letter}, were the certificate trusted`,
  atMost: (letter: string) => `at most ${letter}`,
  postQuantum: "Post-quantum (not rated)",
  scores: {
    protocol_support: "Protocol support",
    key_exchange: "Key exchange",
    cipher_strength: "Cipher strength",
    total: "Total",
  } satisfies Record<keyof NonNullable<Grade["scores"]>, string>,
  profile: (title: string, met: boolean | null) => `${title}: ${outcome(met)}`,
  recommended: "recommended",
};
