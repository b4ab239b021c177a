/** Other projects' clients: what they write, whether they succeed or not. */

/** `until`: it has said all that is wanted by then, and is ended. */
export async function runClient(
  command: string,
  args: readonly string[],
  { input = "", until = null }: { readonly input?: string; readonly until?: RegExp | null } = {},
): Promise<string> {
  const child = new Deno.Command(command, {
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const end = () => {
    try {
      child.kill("SIGKILL");
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it has ended already
    }
  };
  const patience = setTimeout(end, PATIENCE_MS);
  const writer = child.stdin.getWriter();
  const written = writer.write(new TextEncoder().encode(input)).then(() => writer.close()).catch(() => {});
  let printed = "";
  const read = async (stream: ReadableStream<Uint8Array>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      printed += text;
      if (until?.test(printed)) end();
    }
  };
  await Promise.all([read(child.stdout), read(child.stderr), child.status, written]);
  clearTimeout(patience);
  return printed;
}

const PATIENCE_MS = 10_000;
