/** What `openssl s_client` prints of a connection: what it is told to say, then its end. */
export async function sClient(
  port: number,
  args: readonly string[],
  input = "",
): Promise<string> {
  const child = new Deno.Command("openssl", {
    args: ["s_client", "-connect", `127.0.0.1:${port}`, "-servername", "www.example.com", ...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  const written = writer.write(new TextEncoder().encode(input)).then(() => writer.close()).catch(() => {});
  const { stdout, stderr } = await child.output();
  await written;
  return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
}
