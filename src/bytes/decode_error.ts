/** Bytes that do not follow the presentation language: RFC 9846 §6.2 `decode_error`. */
export class DecodeError extends Error {
  override readonly name: string = "DecodeError";

  /** `offset`: in octets from the start of the message; `field`: the RFC's name of what was being read. */
  constructor(message: string, readonly offset: number, readonly field: string) {
    super(message);
  }
}

/** Bytes that may well follow it, of which there are more than anyone here is willing to read. */
export class LimitError extends DecodeError {
  override readonly name = "LimitError";
}
