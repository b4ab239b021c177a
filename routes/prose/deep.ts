/** The words around what a deep check found out. */
import type { Grade, Profile } from "../../src/report/mod.ts";

const outcome = (met: boolean | null) => met === null ? "not all of it is known" : met ? "met" : "not met";

export const deep = {
  look: "Look deeper",
  lookHint:
    "Which versions, suites and groups it accepts, whether it resumes, what is weak: a hundred connections or so, a few at a time",
  heading: "What the server does for others",
  about: (connections: number) => `Asked over ${connections} further connections, four at once at most.`,
  notLearnt: "Not learnt",
  grade: "Grade",
  noLetter: "None",
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
  columns: ["Requirement", "Found", "Level", "Where it says so"],
  level: { must: "must", should: "should" } satisfies Record<
    Profile["requirements"][number]["level"],
    string
  >,
  none: "Hold it to no profile",
};
