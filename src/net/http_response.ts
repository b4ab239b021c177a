/**
 * The response to one HTTP/1.1 request that said `Connection: close` (RFC 9112), read within bounds.
 *
 * Bodies with a length, in chunks, or up to the end of the connection; no content codings, which were not asked
 * for, and no trailers, which nobody here reads.
 */
import { trimBlanks } from "../bytes/mod.ts";
import type { ByteStream } from "./byte_stream.ts";
import { HttpError } from "./http_error.ts";
import type { OctetBudget } from "./octet_budget.ts";
import { OctetReader } from "./octet_reader.ts";

/** Octets of the status line and the header fields, those of interim responses included. */
const MAXIMUM_HEAD_OCTETS = 16_384;

/** Octets of a chunk's length with its extensions. */
const MAXIMUM_CHUNK_LINE = 256;

export interface HttpResponse {
  readonly status: number;
  /** A header field's value; several of one name are joined with commas, RFC 9110 §5.2. `null` when there is none. */
  field(name: string): string | null;
  /** The values as they came, each octet as one character. */
  fieldLines(name: string): readonly string[];
  /** The body; call it once. What it has comes out of `budget` too. Throws `HttpError`. */
  body(maximumOctets: number, budget?: OctetBudget): Promise<Uint8Array>;
}

/** By their names in lower case. */
type Fields = ReadonlyMap<string, readonly string[]>;

/** Throws `HttpError` for what is not HTTP, and `NetworkError`. */
export async function readResponse(stream: Pick<ByteStream, "read">): Promise<HttpResponse> {
  const reader = new OctetReader(stream);
  const budget = { octets: MAXIMUM_HEAD_OCTETS };
  let status: number;
  let fields: Fields;
  do {
    status = readStatus(await headLine(reader, budget));
    fields = await readFields(reader, budget);
  } while (status < 200); // RFC 9110 §15.2: interim responses come before the final one
  const field = (name: string) => fields.get(name)?.join(", ") ?? null;
  return {
    status,
    field,
    fieldLines: (name) => fields.get(name) ?? [],
    body: (maximumOctets, budget) => readBody(new Body(reader, maximumOctets, budget), reader, field),
  };
}

async function headLine(reader: OctetReader, budget: { octets: number }): Promise<string> {
  const line = await reader.line(budget.octets);
  if (line === null) {
    throw malformed("the head of the answer has no end");
  }
  budget.octets -= line.length + 1;
  return line;
}

function readStatus(line: string): number {
  const [, digits] = /^HTTP\/1\.[01] ([1-5]\d\d)(?: |$)/.exec(line) ?? [];
  if (digits === undefined) throw malformed("what answers is not HTTP/1.1");
  return Number(digits);
}

async function readFields(reader: OctetReader, budget: { octets: number }): Promise<Fields> {
  const fields = new Map<string, string[]>();
  for (let line = await headLine(reader, budget); line !== ""; line = await headLine(reader, budget)) {
    const colon = line.indexOf(":");
    const key = line.slice(0, Math.max(0, colon)).toLowerCase();
    const value = trimBlanks(line.slice(colon + 1));
    // RFC 9112 §5.2: folded lines are obsolete, and nothing that is read here is ever folded; §2.2: no bare CR
    if (!TOKEN.test(key) || value.includes("\r")) throw malformed("a header field is malformed");
    const known = fields.get(key);
    if (known === undefined) fields.set(key, [value]);
    else known.push(value);
  }
  return fields;
}

/** RFC 9110 §5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

async function readBody(
  body: Body,
  reader: OctetReader,
  field: HttpResponse["field"],
): Promise<Uint8Array> {
  const coding = field("content-encoding")?.toLowerCase() ?? "identity";
  if (coding !== "identity") throw malformed("the body has a content coding that was not asked for");
  const transfer = field("transfer-encoding");
  // RFC 9112 §6.3: Transfer-Encoding overrides Content-Length
  if (transfer !== null) {
    if (transfer.toLowerCase() !== "chunked") {
      throw malformed("the body has a transfer coding that was not asked for");
    }
    await readChunks(reader, body);
    return body.octets();
  }
  const length = field("content-length");
  if (length === null) await body.toTheEnd();
  else await body.whole(contentLength(length));
  return body.octets();
}

/** RFC 9110 §8.6: the same length repeated is one length. */
function contentLength(value: string): number {
  const [first, ...others] = value.split(",").map((each) => each.trim());
  if (!/^\d{1,15}$/.test(first!) || others.some((other) => other !== first)) {
    throw malformed("Content-Length is not a length");
  }
  return Number(first);
}

/** RFC 9112 §7.1. */
async function readChunks(reader: OctetReader, body: Body): Promise<void> {
  while (true) {
    const line = await reader.line(MAXIMUM_CHUNK_LINE);
    const [, digits] = /^([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?$/.exec(line ?? "") ?? [];
    if (digits === undefined) throw malformed("a chunk of the body has no length");
    const length = parseInt(digits, 16);
    if (length === 0) return;
    await body.exactly(length);
    if (await reader.line(1) !== "") throw malformed("a chunk of the body does not end where it says");
  }
}

/**
 * The octets of a body as they add up. A peer may send them one by one, so that the buffer doubles; and it may announce
 * what never comes, so that only octets that are there make it grow.
 */
class Body {
  readonly #reader: OctetReader;
  readonly #budget: OctetBudget | null;
  #maximum: number;
  #buffer = new Uint8Array(0);
  #length = 0;

  constructor(reader: OctetReader, maximum: number, budget: OctetBudget | null = null) {
    this.#reader = reader;
    this.#maximum = maximum;
    this.#budget = budget;
  }

  /** The only octets there are. */
  async whole(length: number): Promise<void> {
    this.#promise(length);
    this.#maximum = length;
    await this.#read(length);
  }

  async exactly(length: number): Promise<void> {
    this.#promise(length);
    await this.#read(length);
  }

  async toTheEnd(): Promise<void> {
    for (let piece = await this.#reader.some(Infinity); piece !== null;) {
      this.#promise(piece.length);
      this.#add(piece);
      piece = await this.#reader.some(Infinity);
    }
  }

  octets(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  /** That so many octets more may be read. */
  #promise(octets: number): void {
    if (this.#length + octets > this.#maximum) {
      throw new HttpError("too_large", `The body has more than the ${this.#maximum} octets that are read`);
    }
    if (this.#budget?.take(octets) === false) throw overBudget(this.#budget);
  }

  async #read(promised: number): Promise<void> {
    let left = promised;
    try {
      while (left > 0) {
        const piece = await this.#reader.some(left);
        if (piece === null) throw new HttpError("connection_closed", "The connection ended within the body");
        this.#add(piece);
        left -= piece.length;
      }
    } finally {
      this.#budget?.giveBack(left);
    }
  }

  #add(piece: Uint8Array): void {
    const needed = this.#length + piece.length;
    if (needed > this.#buffer.length) {
      const larger = new Uint8Array(
        Math.min(this.#maximum, Math.max(needed, 2 * this.#buffer.length, 16_384)),
      );
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(piece, this.#length);
    this.#length = needed;
  }
}

export function overBudget({ total }: OctetBudget): HttpError {
  return new HttpError(
    "too_large",
    `The body has more than is left of the ${total} octets that are read in all`,
  );
}

function malformed(why: string): HttpError {
  return new HttpError("malformed_response", `No HTTP answer that can be read: ${why}`);
}
