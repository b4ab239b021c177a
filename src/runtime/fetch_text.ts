/** A text from the web, by the platform's own `fetch`, for what a person who runs this names by its address. */

const TIMEOUT_MS = 10_000;

/** The list of certificate transparency logs has some 200,000. */
const MAXIMUM_OCTETS = 8 * 1_048_576;

/**
 * Over https, or http from this machine. Redirects are not followed. Rejects with an `Error` whose message says why,
 * as a part of a sentence.
 */
export async function fetchText(address: string): Promise<string> {
  const url = new URL(address);
  if (url.protocol !== "https:" && !isLoopback(url)) {
    throw new Error("its address does not begin with https:");
  }
  const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`the server answers ${response.status} ${response.statusText}`.trimEnd());
  }
  const decoder = new TextDecoder();
  let text = "";
  let octets = 0;
  for await (const chunk of response.body ?? []) {
    octets += chunk.length;
    if (octets > MAXIMUM_OCTETS) throw new Error(`it has more than ${MAXIMUM_OCTETS} octets`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Whether a person means the web, and not a file. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === "http:" && ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
}
