/** Whether a server makes a new key for each connection. */
import * as z from "zod";
import { codePointSchema } from "../scalars.ts";
import { finiteFieldSchema } from "./answer.ts";

export const ephemeralKeysSchema = z.object({
  exchanges: z.array(z.object({
    key_exchange: z.enum(["ECDHE", "DHE"]),
    version: codePointSchema,
    named_group: codePointSchema.nullable(),
    finite_field: finiteFieldSchema.nullable(),
    connections: z.int().min(1),
    reused: z.boolean().describe("The server's public value was the same on two connections"),
  })),
});
