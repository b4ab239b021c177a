/** What the pages need beyond the reports that every reader of reports is tested with. */
import type { Message, Report } from "../../src/report/mod.ts";
import { expired, passing, withStep } from "../support/report_samples.ts";

const handshake = point(22, "handshake", 2);

const messages: readonly Message[] = [
  {
    index: 0,
    direction: "sent",
    at_ms: 15.05,
    content_type: handshake,
    msg_type: point(1, "client_hello", 2),
    protection: "none",
    length: 1740,
    fields: [
      { name: "msg_type", offset: 0, length: 1, depth: 0, code_point: point(1, "client_hello", 2) },
      { name: "length", offset: 1, length: 3, depth: 0 },
      { name: "legacy_version", offset: 4, length: 2, depth: 0, code_point: point(0x0303, "TLS 1.2") },
      { name: "random", offset: 6, length: 32, depth: 0 },
      { name: "cipher_suites", offset: 71, length: 6, depth: 0 },
      {
        name: "cipher_suite",
        offset: 71,
        length: 2,
        depth: 1,
        code_point: point(0x1301, "TLS_AES_128_GCM_SHA256"),
      },
      { name: "cipher_suite", offset: 73, length: 2, depth: 1, code_point: point(0x4a4a, "GREASE") },
      { name: "cipher_suite", offset: 75, length: 2, depth: 1, code_point: point(0xfe99, null) },
    ],
  },
  message(1, "received", 29.1, 2, "server_hello", "none", 1210),
  message(2, "received", 29.2, 8, "encrypted_extensions", "handshake", 36),
  message(3, "received", 29.3, 11, "certificate", "handshake", 2204),
  {
    ...message(4, "sent", 34.2, 0, "", "application", 64),
    content_type: point(23, "application_data", 2),
    msg_type: null,
    fields: [],
  },
];

/** `passing` with its messages. */
export const withMessages: Report = {
  ...passing,
  messages,
  steps: passing.steps.map((step) => {
    if (step.id === "client_hello") return { ...step, messages: [0] };
    if (step.id === "server_hello") return { ...step, messages: [1, 2] };
    if (step.id === "authentication") return { ...step, messages: [3] };
    return step.id === "secure_channel" ? { ...step, messages: [4] } : step;
  }),
};

/** What a peer would like a page or its reader to fall for. */
export const hostileText =
  `<script>alert(1)</script><img src=x onerror=alert(1)>"'&amp;\u001b[31m\u202eterces\0\n`;

/** Its text wherever a peer's text can be. */
export const hostileEverywhere: Report = {
  ...expired,
  target: { ...expired.target, input: hostileText, server_name: hostileText },
  summary: hostileText,
  connection: { ...expired.connection!, application_protocol: hostileText },
  steps: withStep(expired.steps, "authentication", {
    facts: [{ name: "name", label: "Name", value: hostileText }, {
      name: "path",
      label: "Path",
      value: hostileText,
    }],
    error: {
      code: "chain_invalid",
      message: hostileText,
      hint: hostileText,
      alert: point(200, hostileText, 2),
      fault: "peer",
    },
  }),
  messages: [{
    ...messages[0]!,
    msg_type: point(99, hostileText, 2),
    fields: [{ name: hostileText, offset: 0, length: 1, depth: 0, code_point: point(9, hostileText) }],
  }],
  certificates: expired.certificates.map((certificate) => ({
    ...certificate,
    subject: `CN=${hostileText}`,
    issuer: `CN=${hostileText}`,
    dns_names: [hostileText, `" onmouseover="alert(1)`],
    signature_algorithm: hostileText,
    text: `Certificate:\n  Subject: ${hostileText}`,
  })),
  chain: {
    ...expired.chain!,
    paths: expired.chain!.paths.map((path) => ({
      ...path,
      error: { code: "expired", message: hostileText, hint: hostileText },
    })),
  },
  native: { ...expired.native!, api: hostileText, error: hostileText },
  findings: expired.findings.map((finding) => ({
    ...finding,
    title: hostileText,
    detail: hostileText,
    remedy: hostileText,
    references: [hostileText, "javascript:alert(1)"],
  })),
};

function message(
  index: number,
  direction: Message["direction"],
  at_ms: number,
  type: number,
  name: string,
  protection: Message["protection"],
  length: number,
): Message {
  const msg_type = point(type, name, 2);
  return {
    index,
    direction,
    at_ms,
    content_type: handshake,
    msg_type,
    protection,
    length,
    fields: [{ name: "msg_type", offset: 0, length: 1, depth: 0, code_point: msg_type }],
  };
}

function point(value: number, name: string | null, digits = 4): Message["content_type"] {
  return { value, hex: `0x${value.toString(16).padStart(digits, "0")}`, name };
}
