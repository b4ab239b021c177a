/**
 * One sentence for each field of a message or record, with the section that defines it.
 *
 * A field is known by its name and by where it stands: within an extension, in a message, or anywhere.
 */
import type { CodePoint, Field } from "../../report/mod.ts";
import { contentTypes, handshakeTypes } from "../../registry/mod.ts";
import {
  certificateNotes,
  certificateRequestNotes,
  certificateStatusNotes,
  certificateVerifyNotes,
  compressedCertificateNotes,
  finishedNotes,
} from "./authentication.ts";
import { extensionPurposes } from "./extension_purposes.ts";
import { extensionNotes } from "./extensions.ts";
import { clientHelloNotes, serverHelloNotes } from "./hellos.ts";
import { clientKeyExchangeNotes, serverKeyExchangeNotes } from "./key_exchange.ts";
import type { FieldNote, NoteRow, Notes } from "./note.ts";
import {
  alertNotes,
  applicationDataNotes,
  changeCipherSpecNotes,
  keyUpdateNotes,
  newSessionTicketNotes,
  undecodedNotes,
} from "./other_messages.ts";
import { innerNotes, recordNotes } from "./records.ts";
import { lengthReference, sharedNotes } from "./shared.ts";

export type { FieldNote, Reading } from "./note.ts";

const handshakeNotes: Readonly<Record<string, Notes>> = {
  client_hello: clientHelloNotes,
  server_hello: serverHelloNotes,
  certificate: certificateNotes,
  compressed_certificate: compressedCertificateNotes,
  certificate_request: certificateRequestNotes,
  certificate_status: certificateStatusNotes,
  certificate_verify: certificateVerifyNotes,
  finished: finishedNotes,
  server_key_exchange: serverKeyExchangeNotes,
  client_key_exchange: clientKeyExchangeNotes,
  new_session_ticket: newSessionTicketNotes,
  key_update: keyUpdateNotes,
};

const contentNotes: Readonly<Record<string, Notes>> = {
  alert: alertNotes,
  change_cipher_spec: changeCipherSpecNotes,
  application_data: applicationDataNotes,
};

interface Kind {
  readonly content_type: CodePoint;
  readonly msg_type: CodePoint | null;
}

/** For each field its note, in their order; `null` for one that nobody knows. */
export function explainFields(
  { content_type, msg_type }: Kind,
  fields: readonly Field[],
): (FieldNote | null)[] {
  const own = msg_type === null
    ? contentNotes[contentTypes.entry(content_type.value)?.name ?? ""]
    : handshakeNotes[handshakeTypes.entry(msg_type.value)?.name ?? ""];
  const extensions = extensionAt(fields);
  return fields.map(({ name }, index) => {
    const extension = extensions[index]!;
    const tables = extension === null
      ? [own, sharedNotes, undecodedNotes]
      : [extension.isWhole ? wholeExtension(extension.name) : extensionNotes[extension.name], sharedNotes];
    return noteOf(name, tables);
  });
}

/** Of a whole record, and of what it decrypts to. */
export function explainRecordFields(fields: readonly Field[]): (FieldNote | null)[] {
  return fields.map(({ name }) => noteOf(name, [recordNotes]));
}

export function explainInnerFields(fields: readonly Field[]): (FieldNote | null)[] {
  return fields.map(({ name }) => noteOf(name, [innerNotes]));
}

function noteOf(name: string, tables: readonly (Notes | undefined)[]): FieldNote | null {
  const row = tables.map((table) => own(table, name)).find((row) => row !== undefined);
  if (row !== undefined) {
    const [says, reference, reading = null] = row;
    return { says, reference, reading };
  }
  const vector = /^(.+)\.length$/.exec(name)?.[1];
  if (vector === undefined) return null;
  return {
    says: `How many octets ${vector} takes, which follows.`,
    reference: lengthReference,
    reading: "number",
  };
}

/** Names may come from a saved report: none of them reaches what every object has. */
function own(table: Notes | undefined, name: string): NoteRow | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

interface Enclosing {
  readonly name: string;
  /** The field stands for the extension itself, and not for something within. */
  readonly isWhole: boolean;
}

/** The extension that each field stands in: its data comes behind its type, one level deeper. */
function extensionAt(fields: readonly Field[]): (Enclosing | null)[] {
  let current: { readonly depth: number; readonly name: string } | null = null;
  return fields.map(({ name, depth }, index) => {
    if (current !== null && depth <= current.depth) current = null;
    if (name === "extension" && current === null) {
      const type = fields[index + 1]?.code_point?.name ?? "";
      current = { depth, name: type };
      return { name: type, isWhole: true };
    }
    return current === null ? null : { name: current.name, isWhole: false };
  });
}

function wholeExtension(name: string): Notes {
  return Object.hasOwn(extensionPurposes, name) ? { extension: extensionPurposes[name]! } : {};
}
