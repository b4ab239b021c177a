/** What DNS says of the server's certificate (RFC 6698). */
import * as z from "zod";
import { authenticated } from "./dns.ts";

export const daneSchema = z.object({
  domain: z.string().describe("As in _443._tcp.example.com"),
  records: z.array(z.object({
    usage: z.int().min(0).max(255),
    selector: z.int().min(0).max(255),
    matching_type: z.int().min(0).max(255),
    data: z.string().describe("Lower-case hex"),
    matches: z.boolean().nullable().describe("null when it cannot be used"),
  })),
  matches: z.boolean().nullable().describe("One of them matches; null when there is none that can be used"),
  authenticated,
});
