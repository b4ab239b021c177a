/** Standard output and standard error, written whole and in order. */

interface DenoOutput {
  readonly isTerminal: boolean;
  /** `null` when it is no terminal. */
  readonly columns: number | null;
  /** `false` when nobody reads any more. */
  write(text: string): Promise<boolean>;
}

export function output(stream: typeof Deno.stdout): DenoOutput {
  const encoder = new TextEncoder();
  let written: Promise<boolean> = Promise.resolve(true);
  async function writeOut(bytes: Uint8Array): Promise<boolean> {
    try {
      await writeAll(stream, bytes);
      return true;
    } catch (error) {
      if (error instanceof Deno.errors.BrokenPipe) return false;
      throw error;
    }
  }
  return {
    isTerminal: stream.isTerminal(),
    get columns() {
      try {
        return stream.isTerminal() ? Deno.consoleSize().columns : null;
      } catch {
        return null; // a terminal without a size
      }
    },
    write(text) {
      written = written.then((isRead) => isRead && writeOut(encoder.encode(text)));
      return written;
    },
  };
}

export async function writeAll(to: Pick<Deno.FsFile, "write">, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) sent += await to.write(bytes.subarray(sent));
}
