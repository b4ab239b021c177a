export { concat } from "./concat.ts";
export { DecodeError, LimitError } from "./decode_error.ts";
export { equalBytes } from "./equal.ts";
export { derElementAt, type DerElementBounds, objectIdentifierText } from "./der.ts";
export type { Field } from "./field.ts";
export { fromBase64, fromHex, toBase64, toBase64Url, toHex } from "./hex.ts";
export { Reader, type VectorBounds } from "./reader.ts";
export { utf8 } from "./utf8.ts";
export { Writer } from "./writer.ts";
