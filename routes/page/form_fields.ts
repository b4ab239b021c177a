import { starttlsProtocols } from "../../src/target/mod.ts";

/** The fields under "Options", in the order in which they stand; their words are in the prose. */
export const advancedFields = [
  { name: "port", inputMode: "numeric", placeholder: "443" },
  { name: "sni", inputMode: "url", placeholder: "www.example.com" },
  { name: "resolve", inputMode: "url", placeholder: "192.0.2.7" },
  { name: "starttls", choices: starttlsProtocols },
  { name: "alpn", inputMode: "text", placeholder: "h2,http/1.1" },
  { name: "timeout", inputMode: "decimal", placeholder: "10" },
  { name: "warning", inputMode: "text", placeholder: "30%" },
  { name: "critical", inputMode: "text", placeholder: "10%" },
] as const;

export type AdvancedField = typeof advancedFields[number];
