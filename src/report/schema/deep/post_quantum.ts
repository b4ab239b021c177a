/** How far a server is with key exchange that a quantum computer does not undo. */
import * as z from "zod";
import { codePointSchema, milliseconds } from "../scalars.ts";
import { refusalSchema } from "./answer.ts";

export const postQuantumOutcomes = [
  "at_once",
  "after_hello_retry_request",
  "advertised",
  "advertised_but_refused",
  "absent",
] as const;

const answerSchema = z.object({
  answered: z.boolean().nullable().describe("null: not known, as where nothing else is answered either"),
  refusal: refusalSchema.nullable().describe("What became of it otherwise, silence too"),
});

export const postQuantumSchema = z.object({
  outcome: z.enum(postQuantumOutcomes).describe(
    "at_once: with the key share that was sent; after_hello_retry_request: one round trip later; " +
      "advertised: the server asks for a group that this program does not compute; " +
      "advertised_but_refused: the server asks for the group and then does not go on with it",
  ),
  chosen_beside_classical: z.boolean().nullable().describe(
    "Whether it is chosen where classical groups are offered too, as browsers do; null: not known",
  ),
  groups: z.array(codePointSchema).describe("Post-quantum and hybrid groups that it accepts or asks for"),
  negotiated_group: codePointSchema.nullable().describe("The one that the handshake was made with"),
  refusal: refusalSchema.nullable().describe("How it refused the group that it had asked for"),
  round_trip_ms: milliseconds.nullable().describe("What the HelloRetryRequest cost, when there was one"),
  client_hello_length: z.int().min(0).describe("Octets of the large ClientHello"),
  one_segment: answerSchema.describe("The large ClientHello handed over in one piece"),
  two_segments: answerSchema.describe("The same in two pieces, a moment apart"),
});
