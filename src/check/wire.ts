/** What was on the wire, for the report: messages, and the records that carried them. */
import { type Field, toHex } from "../bytes/mod.ts";
import type { HandshakeFacts } from "../probes/mod.ts";
import { contentTypes, handshakeTypes } from "../registry/mod.ts";
import type { Field as ReportField, Message, WireRecord } from "../report/mod.ts";
import { milliseconds } from "../steps/mod.ts";
import { innerFields, type LoggedRecord, recordFields } from "../tls/mod.ts";

/** `bytes`: include each message's octets, and which records it came in. */
export function messages({ log, startedMs }: HandshakeFacts, bytes: boolean): Message[] {
  return (log?.messages ?? []).map((message) => ({
    index: message.index,
    direction: message.direction,
    at_ms: milliseconds(message.atMs - startedMs),
    content_type: contentTypes.codePoint(message.contentType),
    msg_type: message.msgType === null ? null : handshakeTypes.codePoint(message.msgType),
    protection: message.protection,
    length: message.bytes.length,
    ...(bytes && { bytes: toHex(message.bytes), records: [...message.records] }),
    fields: message.fields.map(reportField),
  }));
}

export function records({ log, startedMs }: HandshakeFacts): WireRecord[] {
  return (log?.records ?? []).map((record) => ({
    index: record.index,
    direction: record.direction,
    at_ms: milliseconds(record.atMs - startedMs),
    protection: record.protection,
    content_type: record.content && contentTypes.codePoint(record.content.contentType),
    length: record.bytes.length,
    bytes: toHex(record.bytes),
    fields: recordFields(record.bytes, record.layout).map(reportField),
    decrypted: decrypted(record),
  }));
}

function decrypted({ content, layout }: LoggedRecord): WireRecord["decrypted"] {
  if (content === null || content.inner === null) return null;
  return {
    length: content.inner.length,
    bytes: toHex(content.inner),
    fields: innerFields(content.inner, content.length, layout).map(reportField),
  };
}

function reportField({ name, offset, length, depth, codePoint }: Field): ReportField {
  return { name, offset, length, depth, ...(codePoint && { code_point: codePoint }) };
}
