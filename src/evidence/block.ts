/**
 * Blocks of a pcapng file, draft-ietf-opsawg-pcapng §3 and §4. Numbers are written big-endian, which the section's
 * header says by its magic.
 */
import { Writer } from "../bytes/mod.ts";

const blockTypes = {
  sectionHeader: 0x0a0d0d0a,
  interfaceDescription: 1,
  enhancedPacket: 6,
  decryptionSecrets: 10,
} as const;

/** §3.5: an option is a code, a length, and octets. */
export interface Option {
  readonly code: number;
  readonly value: Uint8Array;
}

/** §3.5, §4.1, §4.2, §4.3. */
export const optionCodes = {
  comment: 1,
  userApplication: 4,
  interfaceName: 2,
  interfaceDescription: 3,
  timestampResolution: 9,
  packetFlags: 2,
} as const;

/** §3.5: no option says more, and no one would read it. */
const TEXT_OCTETS_MAX = 0xffff;

export function textOption(code: number, text: string): Option {
  return { code, value: new TextEncoder().encode(text).subarray(0, TEXT_OCTETS_MAX) };
}

export function numberOption(code: number, value: number, size: 1 | 4): Option {
  return { code, value: size === 1 ? new Uint8Array([value]) : new Writer().uint32(value).bytes() };
}

/** §4.1. The length of the section is not said, so that blocks can be added to its end. */
export function sectionHeader(options: readonly Option[]): Uint8Array {
  const body = new Writer().uint32(0x1a2b3c4d).uint16(1).uint16(0).uint64(0xffffffffffffffffn);
  return block(blockTypes.sectionHeader, body, options);
}

/** §4.2, for Ethernet; no packet is cut. */
export function interfaceDescription(options: readonly Option[]): Uint8Array {
  return block(blockTypes.interfaceDescription, new Writer().uint16(1).uint16(0).uint32(0), options);
}

/** §4.3. `timestamp`: in the interface's resolution. Of the first interface. */
export function enhancedPacket(
  timestamp: number,
  packet: Uint8Array,
  options: readonly Option[],
): Uint8Array {
  const body = new Writer().uint32(0).uint64(timestamp).uint32(packet.length).uint32(packet.length);
  return block(blockTypes.enhancedPacket, padded(body, packet), options);
}

/** §4.7: a TLS key log, for the packets behind it. */
export function decryptionSecrets(keyLog: string): Uint8Array {
  const secrets = new TextEncoder().encode(keyLog);
  const body = new Writer().uint32(0x544c534b).uint32(secrets.length);
  return block(blockTypes.decryptionSecrets, padded(body, secrets), []);
}

/** §3.1: the length stands at both ends. */
function block(type: number, body: Writer, options: readonly Option[]): Uint8Array {
  for (const { code, value } of options) padded(body.uint16(code).uint16(value.length), value);
  if (options.length > 0) body.uint32(0); // opt_endofopt
  const length = body.length + 12;
  return new Writer().uint32(type).uint32(length).opaque(body.bytes()).uint32(length).bytes();
}

/** §3.1: everything begins at a multiple of four octets. */
function padded(writer: Writer, bytes: Uint8Array): Writer {
  return writer.opaque(bytes).opaque(new Uint8Array(-bytes.length & 3));
}
