/** The servers whose configuration is known here, and which of them a target may be. */
import type { Target } from "../../report/mod.ts";

export const serverSoftware = ["nginx", "apache", "caddy", "haproxy", "java", "postfix", "zone"] as const;

/** `java`: a program with JSSE. `zone`: not the server's own, but the file of its DNS zone. */
export type ServerSoftware = typeof serverSoftware[number];

export function mayBe(software: ServerSoftware, { protocol, starttls }: Target): boolean {
  switch (software) {
    case "zone":
      return true;
    case "postfix":
      return protocol === "smtp";
    case "java":
      return starttls === null;
    default:
      return starttls === null && (protocol === "https" || protocol === "tls");
  }
}
