/** What was checked, from where, over which connections, and how long that took. */
import * as z from "zod";
import { milliseconds } from "./scalars.ts";

export const targetSchema = z.object({
  input: z.string().describe("As it was given"),
  hostname: z.string().describe("ASCII (IDNA A-labels) or an address without brackets"),
  port: z.int().min(1).max(65535),
  protocol: z.string().describe("What is expected behind TLS: https, smtp, tls when unknown, …"),
  starttls: z.string().nullable().describe(
    "The protocol whose upgrade command precedes TLS; null: TLS from the first byte",
  ),
  server_name: z.string().nullable().describe("SNI as sent; null when none was"),
}).meta({ id: "Target" });

export const vantageSchema = z.object({
  runtime: z.string(),
  runtime_version: z.string(),
  region: z.string().nullable(),
}).meta({ id: "Vantage", description: "Where the check was made from" });

export const addressSchema = z.object({
  address: z.string(),
  family: z.union([z.literal(4), z.literal(6)]),
}).meta({ id: "Address" });

export const connectionsSchema = z.object({
  opened: z.int().min(0).describe(
    "Begun over TCP: with the target, and with what certificates point at; the runtime's own handshake is one",
  ),
  most_at_once: z.int().min(0).max(6),
}).meta({ id: "Connections", description: "How many connections the check made" });

export const timingsSchema = z.object({
  dns_ms: milliseconds.nullable(),
  tcp_ms: milliseconds.nullable(),
  starttls_ms: milliseconds.nullable(),
  tls_ms: milliseconds.nullable().describe(
    "ClientHello sent to both Finished; null unless the handshake completed",
  ),
  total_ms: milliseconds.describe("Up to the verdict, without the runtime's own handshake"),
}).meta({ id: "Timings" });
