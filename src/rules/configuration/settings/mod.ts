/** The table of everything that can be configured. */
import { certificateSettings } from "./certificates.ts";
import { connectionSettings } from "./connections.ts";
import { cryptographySettings } from "./cryptography.ts";
import { dnsSettings } from "./dns.ts";
import { httpSettings } from "./http.ts";
import type { Setting } from "./setting.ts";

export type { Configured } from "./setting.ts";

export const settings = {
  ...certificateSettings,
  ...cryptographySettings,
  ...connectionSettings,
  ...httpSettings,
  ...dnsSettings,
} satisfies Record<string, Setting>;

export type Topic = keyof typeof settings;
